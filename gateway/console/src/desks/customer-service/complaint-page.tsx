import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import type { ReactNode } from "react";
import { useParams } from "react-router";
import { answer, api, asProblem, type components } from "@/api";
import { fullTime, money } from "@/format";
import { useT, word } from "@/i18n";
import { useMay } from "@/session/session";
import { OrderBadge, OwesTag, Page, ProblemAlert, StaffName } from "@/ui";
import { Callee } from "./callee";
import { ClaimAnalysis } from "./complaint-analysis";
import { ComplaintClock } from "./complaint-board";
import { ComplaintIssue } from "./complaint-issue";
import { StepForm } from "./complaint-steps";
import { Told } from "./complaint-told";
import { ServiceNav } from "./nav";

type Detail = components["schemas"]["customer_service_ComplaintDetail"];
type Entry = components["schemas"]["customer_service_ComplaintEntryOut"];

/** The words of an entry: what people wrote, not the codes. */
function wordsOf(entry: Entry): string {
  const words = [
    "note",
    "cause",
    "options",
    "emergency_measure",
    "prevention",
    "technique",
    "cost",
    "risk",
    "handling",
    "compensation",
    "penalty",
  ];
  const { why, news, issue, meets_at } = entry.details as Partial<Record<string, string>>;
  return [
    issue,
    word("customer-service.issue_news", news),
    meets_at && fullTime(meets_at),
    ...words.map((name) => entry.details[name]),
    word("customer-service.turned", why),
  ]
    .filter(Boolean)
    .map((value) => (Array.isArray(value) ? value.join(" / ") : String(value)))
    .join(" · ");
}

function Log({ complaint }: { complaint: Detail }) {
  const t = useT();
  return (
    <section className="block" aria-label={t("customer-service.complaint.log")}>
      <h2>{t("customer-service.complaint.log")}</h2>
      <ol className="plain-list">
        {complaint.log.map((entry) => (
          <li key={`${entry.at} ${entry.action}`} className="complaint-entry">
            <b>{word("customer-service.action", entry.action)}</b>
            <span className="quiet">
              <StaffName id={entry.by} /> · {fullTime(entry.at)}
            </span>
            <span>{wordsOf(entry)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Facts({ complaint }: { complaint: Detail }) {
  const t = useT();
  const { responsible_staff_id: who, handler_id: handler } = complaint;
  const rows: [string, ReactNode][] = [
    ["channel", word("customer-service.came_by", complaint.channel)],
    ["nature", word("customer-service.nature", complaint.nature)],
    ["verdict", word("customer-service.verdict", complaint.verdict)],
    ["class", word("customer-service.class", complaint.class)],
    ["department", word("department", complaint.responsible_department ?? complaint.department)],
    ["handler", handler && <StaffName id={handler} />],
    ["resolve_by", complaint.resolve_by && fullTime(complaint.resolve_by)],
    ["explanation", complaint.explanation],
    ["cause", complaint.cause],
    ["cause_kind", word("customer-service.cause_kind", complaint.cause_kind)],
    ["responsible", who && <StaffName id={who} />],
    ["emergency_measure", complaint.emergency_measure],
    ["prevention", complaint.prevention],
    ["chosen", complaint.chosen_option ? (complaint.options[complaint.chosen_option - 1] ?? null) : null],
    ["compensation", complaint.compensation && money(complaint.compensation)],
    ["penalty", complaint.penalty],
    ["answer", word("customer-service.answer", complaint.visit_answer)],
    ["summary", complaint.summary],
  ];
  return (
    <dl className="complaint-facts">
      {rows.map(([name, value]) =>
        value ? (
          <div key={name}>
            <dt>{t(`customer-service.fact.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

function Body({ complaint }: { complaint: Detail }) {
  const may = useMay();
  const t = useT();
  const over = complaint.closed_at !== null;
  return (
    <div className="complaint-page">
      <div className="stack">
        <section className="block stack">
          <div className="flags">
            <span className="tag tag-large">{word("customer-service.state", complaint.state)}</span>
            <ComplaintClock complaint={complaint} />
            <OwesTag balance={complaint.arrears} />
          </div>
          <p className="complaint-content">{complaint.content}</p>
          <p className="quiet">
            <StaffName id={complaint.received_by} /> · {fullTime(complaint.received_at)}
          </p>
          {complaint.complainant_person_id && (
            <Callee personIds={[complaint.complainant_person_id]} reason={complaint.number} />
          )}
          <Facts complaint={complaint} />
        </section>
        <ClaimAnalysis complaint={complaint} />
        {!over && <StepForm key={`${complaint.state} ${complaint.analysis !== null}`} complaint={complaint} />}
        <ComplaintIssue complaint={complaint} />
        {!over && may("customer_service.complaints.judge") && <Told complaint={complaint} />}
        {over && <p className="block">{t("customer-service.complaint.over", { at: fullTime(complaint.closed_at) })}</p>}
      </div>
      <Log complaint={complaint} />
    </div>
  );
}

/** One complaint: what was said, what is next, everything that was done. */
export function ComplaintPage() {
  const t = useT();
  const { id: complaint_id = "" } = useParams();
  const found = useQuery({
    queryKey: ["complaints", "one", complaint_id],
    queryFn: () => answer(api.GET("/v1/complaints/{complaint_id}", { params: { path: { complaint_id } } })),
    meta: { live: ["complaint."] },
  });
  const complaint = found.data;
  return (
    <Page
      title={complaint?.number ?? t("customer-service.complaint.title")}
      note={complaint?.order_id && <OrderBadge id={complaint.order_id} number={t("order.sheet")} />}
    >
      <ServiceNav />
      <ProblemAlert problem={found.error ? asProblem(found.error) : null} retry={() => found.refetch()} />
      {found.isPending && <Skeleton active />}
      {complaint && <Body complaint={complaint} />}
    </Page>
  );
}
