import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { ClockCircleOutlined } from "@ant-design/icons";
import { useEffect, useState } from "react";
import { Link, useNavigate } from "react-router";
import { answer, api, asProblem, type components } from "@/api";
import { useSheet } from "@/api/sheets";
import { businessNow, dayAndTime, howLong } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import { Empty, LateTag, Page, PersonNames, ProblemAlert, StaffName } from "@/ui";
import { IssueSuggestions } from "./issue-suggestions";
import { ServiceNav } from "./nav";
import { byUrgency, COLUMNS, columnOf, deadlineOf, NEXT, type Column } from "./steps";

type Complaint = components["schemas"]["customer_service_ComplaintOut"];

/** Draws again every half minute, for clocks. */
function useTicking(): void {
  const [, tick] = useState(0);
  useEffect(() => {
    const ticking = setInterval(() => tick((count) => count + 1), 30_000);
    return () => clearInterval(ticking);
  }, []);
}

/** How long there is still, or how late it is in red. */
export function ComplaintClock({ complaint }: { complaint: Complaint }) {
  const t = useT();
  useTicking();
  const due = deadlineOf(complaint);
  if (!due) return null;
  const left = new Date(due).getTime() - businessNow().getTime();
  if (left <= 0) return <LateTag due={due} />;
  return (
    <span className="tag complaint-clock">
      <ClockCircleOutlined aria-hidden /> {t("customer-service.complaints.left", { time: howLong(left) })}
    </span>
  );
}

function Card({ complaint }: { complaint: Complaint }) {
  const t = useT();
  const step = NEXT[complaint.state];
  const sheet = useSheet(complaint.order_id);
  const who = complaint.complainant_person_id ? [complaint.complainant_person_id] : sheet?.person_ids;
  return (
    <li>
      <Link to={`/customer-service/complaints/${complaint.id}`} className="complaint-card">
        <span className="flags">
          <b className="number">{complaint.number}</b>
          {complaint.class === "MAJOR" && (
            <span className="tag tag-red">{word("customer-service.class", complaint.class)}</span>
          )}
          <ComplaintClock complaint={complaint} />
          {complaint.issue_id && <span className="tag">{t("customer-service.issue.one")}</span>}
        </span>
        {who && <PersonNames ids={who} />}
        <span className="complaint-words">{complaint.content}</span>
        <span className="quiet">
          {word("customer-service.nature", complaint.nature)} · {dayAndTime(complaint.received_at)}
          {complaint.responsible_department && ` · ${word("department", complaint.responsible_department)}`}
          {complaint.handler_id && (
            <>
              {" · "}
              <StaffName id={complaint.handler_id} />
            </>
          )}
        </span>
        {step && <span className="complaint-step">{word("customer-service.step", step)}</span>}
      </Link>
    </li>
  );
}

function Lane({ column, complaints }: { column: Column; complaints: readonly Complaint[] }) {
  const t = useT();
  const mine = complaints.filter(({ state }) => columnOf(state) === column).sort(byUrgency);
  return (
    <section className="complaint-lane" aria-label={t(`customer-service.column.${column}`)}>
      <h2>
        {t(`customer-service.column.${column}`)} <span className="count">{mine.length}</span>
      </h2>
      <ul className="plain-list stack">
        {mine.map((complaint) => (
          <Card key={complaint.id} complaint={complaint} />
        ))}
      </ul>
      {mine.length === 0 && <p className="quiet">{t("customer-service.complaints.none_here")}</p>}
    </section>
  );
}

/** Complaints by who must act, each with its clock (CS-30 … CS-37). */
export function ComplaintBoard() {
  const t = useT();
  const go = useNavigate();
  const may = useMay();
  const { id: branch_id } = useBranch();
  const list = useQuery({
    queryKey: ["complaints", branch_id],
    queryFn: async () =>
      (await answer(api.GET("/v1/complaints", { params: { query: { branch_id, limit: 200 } } }))).items,
    meta: { live: ["complaint."] },
  });
  const complaints = list.data ?? [];
  const over = complaints.filter(({ state }) => columnOf(state) === null);
  const issues = () => void go("/customer-service/complaints/issues");
  const report = () => void go("/customer-service/complaints/new");
  return (
    <Page
      title={t("customer-service.complaints.title")}
      shortcuts={[
        { keys: "n", label: t("customer-service.complaints.report"), run: report },
        { keys: "i", label: t("customer-service.issue.title"), run: issues },
      ]}
      actions={
        <>
          <Button onClick={issues}>
            {t("customer-service.issue.title")} <kbd aria-hidden>I</kbd>
          </Button>
          <Button onClick={() => void go("/customer-service/complaints/statistics")}>
            {t("customer-service.report.complaints")}
          </Button>
          {may("customer_service.complaints.report") && (
            <Button type="primary" onClick={report}>
              {t("customer-service.complaints.report")} <kbd aria-hidden>N</kbd>
            </Button>
          )}
        </>
      }
    >
      <ServiceNav />
      <ProblemAlert problem={list.error ? asProblem(list.error) : null} retry={() => list.refetch()} />
      <IssueSuggestions />
      {list.isPending && <Skeleton active />}
      {list.data && complaints.length === 0 && (
        <Empty text={t("customer-service.complaints.empty")} hint={t("customer-service.complaints.empty_hint")} />
      )}
      {complaints.length > 0 && (
        <div className="complaint-board">
          {COLUMNS.map((column) => (
            <Lane key={column} column={column} complaints={complaints} />
          ))}
        </div>
      )}
      {over.length > 0 && (
        <details className="block complaint-over">
          <summary>{t("customer-service.complaints.over", { count: over.length })}</summary>
          <ul className="plain-list">
            {over.map((one) => (
              <li key={one.id} className="line">
                <Link to={`/customer-service/complaints/${one.id}`} className="number">
                  {one.number}
                </Link>
                <span className="line-main">{one.content}</span>
                <span className="tag">{word("customer-service.state", one.state)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Page>
  );
}
