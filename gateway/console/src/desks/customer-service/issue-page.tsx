import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { answer, api, asProblem, useCommand, type components } from "@/api";
import { businessNow, dayAndTime, fullTime } from "@/format";
import { useT, word } from "@/i18n";
import { useMay } from "@/session/session";
import { useShortcut } from "@/shell/shortcuts";
import { FactList, LateTag, Page, ProblemAlert, StaffName } from "@/ui";
import { AnnounceMeeting, EditSubject, NoteOutcome, PublishNotice, useClosing } from "./issue-forms";
import { matterOf, mayAct } from "./issues";
import { ServiceNav } from "./nav";

type Detail = components["schemas"]["customer_service_IssueDetail"];

const FORMS = { announce: AnnounceMeeting, outcome: NoteOutcome, publish: PublishNotice, edit: EditSubject } as const;
type Form = keyof typeof FORMS;

function Facts({ issue }: { issue: Detail }) {
  const t = useT();
  const said = (name: string) => t(`customer-service.issue.${name}`);
  return (
    <section className="block stack" aria-label={said("subject")}>
      <div className="flags">
        <span className="tag tag-large">{word("customer-service.issue_state", issue.state)}</span>
        {issue.state === "OPEN" && <LateTag due={issue.meets_at} />}
        {issue.about_customer_service && <span className="tag">{said("about_us")}</span>}
      </div>
      <p className="complaint-content">{issue.subject}</p>
      <p className="quiet">
        <StaffName id={issue.opened_by} /> · {fullTime(issue.opened_at)}
      </p>
      <FactList
        facts={[
          [said("matter"), matterOf(issue)],
          [said("answer"), word("customer-service.issue_answer", issue.answer)],
          [said("meeting_day"), issue.meets_at && fullTime(issue.meets_at)],
          [said("place"), issue.place],
          [said("outcome"), issue.outcome],
          [said("notice"), issue.notice],
          [said("decided_by"), issue.decided_by && <StaffName id={issue.decided_by} />],
          [said("closed_at"), issue.closed_at && fullTime(issue.closed_at)],
        ]}
      />
    </section>
  );
}

function Linked({ issue, keeps }: { issue: Detail; keeps: boolean }) {
  const t = useT();
  const command = useCommand<string>({
    run: (complaint_id) =>
      answer(
        api.DELETE("/v1/complaint-issues/{issue_id}/complaints/{complaint_id}", {
          params: { path: { issue_id: issue.id, complaint_id } },
        }),
      ),
    invalidates: [["complaints"]],
  });
  return (
    <section className="block" aria-label={t("customer-service.issue.linked")}>
      <h2>
        {t("customer-service.issue.linked")} <span className="count">{issue.linked.length}</span>
      </h2>
      {issue.linked.length === 0 && <p className="quiet">{t("customer-service.issue.nobody")}</p>}
      <ul className="plain-list">
        {issue.linked.map((one) => (
          <li key={one.id} className="line">
            <Link className="number" to={`/customer-service/complaints/${one.id}`}>
              {one.number}
            </Link>
            <span className="line-main">
              <span className="complaint-words">{one.content}</span>
              <span className="quiet">{dayAndTime(one.received_at)}</span>
            </span>
            <span className="tag">{word("customer-service.state", one.state)}</span>
            {keeps && (
              <Button disabled={command.pending} onClick={() => void command.submit(one.id)}>
                {t("customer-service.issue.take_off")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ProblemAlert problem={command.problem} retry={command.retry} />
    </section>
  );
}

function Action(props: { label: string; keys: string; primary?: boolean; pending?: boolean; run: () => void }) {
  const { label, keys, primary, pending, run } = props;
  useShortcut(keys, label, run);
  return (
    <Button type={primary ? "primary" : "default"} loading={pending} onClick={run}>
      {label} <kbd aria-hidden>{keys.toUpperCase()}</kbd>
    </Button>
  );
}

/** What may be done next: a meeting that is over waits for its outcome, what was answered is closed. */
function Actions({ issue, keeps, onForm }: { issue: Detail; keeps: boolean; onForm: (form: Form) => void }) {
  const t = useT();
  const may = useMay();
  const closing = useClosing(issue);
  const decides = mayAct(issue.about_customer_service, "decide", may);
  const open = issue.state === "OPEN";
  const closes = decides && (issue.state === "ANSWERED" || (open && issue.linked.length === 0));
  const over = issue.meets_at !== null && new Date(issue.meets_at) <= businessNow();
  const form = (name: Form, keys: string, label: string, primary = false) => (
    <Action {...{ keys, primary }} label={t(`customer-service.issue.${label}`)} run={() => onForm(name)} />
  );
  return (
    <>
      <div className="row-actions">
        {open && decides && over && form("outcome", "r", "note_outcome", true)}
        {open && decides && form("announce", "m", issue.meets_at ? "move" : "announce", !over)}
        {open && decides && form("publish", "p", "publish")}
        {open && decides && issue.meets_at === null && form("outcome", "r", "note_outcome")}
        {open && keeps && form("edit", "e", "edit")}
        {closes && (
          <Action
            keys="c"
            primary={!open}
            label={t("customer-service.issue.close")}
            pending={closing.pending}
            run={() => void closing.submit(null)}
          />
        )}
      </div>
      {open && !decides && <p className="quiet">{t("customer-service.issue.manager_decides")}</p>}
      <ProblemAlert problem={closing.problem} retry={closing.retry} />
    </>
  );
}

function Body({ issue }: { issue: Detail }) {
  const may = useMay();
  const [form, setForm] = useState<Form | null>(null);
  const keeps = issue.state === "OPEN" && mayAct(issue.about_customer_service, "judge", may);
  const Asked = form && FORMS[form];
  return (
    <div className="stack">
      <Facts issue={issue} />
      {issue.state !== "CLOSED" && <Actions {...{ issue, keeps }} onForm={setForm} />}
      <Linked {...{ issue, keeps }} />
      {Asked && <Asked issue={issue} onClose={() => setForm(null)} />}
    </div>
  );
}

/** One issue: what it is about, who complains, and how they are answered together (M-09). */
export function IssuePage() {
  const t = useT();
  const { id: issue_id = "" } = useParams();
  const found = useQuery({
    queryKey: ["complaints", "issue", issue_id],
    queryFn: () => answer(api.GET("/v1/complaint-issues/{issue_id}", { params: { path: { issue_id } } })),
    meta: { live: ["complaint."] },
  });
  return (
    <Page
      title={found.data?.number ?? t("customer-service.issue.title")}
      note={<Link to="/customer-service/complaints/issues">{t("customer-service.issue.title")}</Link>}
    >
      <ServiceNav />
      <ProblemAlert problem={found.error ? asProblem(found.error) : null} retry={() => found.refetch()} />
      {found.isPending && <Skeleton active />}
      {found.data && <Body issue={found.data} />}
    </Page>
  );
}
