import { Button, Skeleton } from "antd";
import { Link, useNavigate } from "react-router";
import { asProblem } from "@/api";
import { dayAndTime } from "@/format";
import { useT, word } from "@/i18n";
import { Empty, LateTag, Page, ProblemAlert } from "@/ui";
import { IssueSuggestions } from "./issue-suggestions";
import { announcedOf, matterOf, useIssues, type Issue } from "./issues";
import { ServiceNav } from "./nav";

function IssueLine({ issue }: { issue: Issue }) {
  const t = useT();
  const matter = matterOf(issue);
  return (
    <li className="line">
      <Link className="number" to={`/customer-service/complaints/issues/${issue.id}`}>
        {issue.number}
      </Link>
      <span className="line-main">
        <b>{issue.subject}</b> {matter && matter !== issue.subject && <span className="quiet">{matter}</span>}
        <br />
        <span className="quiet">
          {t("customer-service.issue.complaints", { count: issue.complaints, since: dayAndTime(issue.since) })}
        </span>
      </span>
      <span>{announcedOf(issue)}</span>
      {issue.state === "OPEN" && <LateTag due={issue.meets_at} />}
      <span className={issue.state === "OPEN" ? "tag tag-red" : "tag"}>
        {word("customer-service.issue_state", issue.state)}
      </span>
    </li>
  );
}

/** Issues that many complain about: those that wait for an answer first, the closed ones folded away (M-09). */
export function IssueList() {
  const t = useT();
  const go = useNavigate();
  const [open, closed] = [useIssues(false), useIssues(true)];
  const error = open.error ?? closed.error;
  const back = () => void go("/customer-service/complaints");
  return (
    <Page
      title={t("customer-service.issue.title")}
      note={t("customer-service.issue.note")}
      actions={<Button onClick={back}>{t("customer-service.complaints.title")}</Button>}
    >
      <ServiceNav />
      <ProblemAlert
        problem={error ? asProblem(error) : null}
        retry={() => void Promise.all([open.refetch(), closed.refetch()])}
      />
      <IssueSuggestions />
      {open.isPending && <Skeleton active />}
      {open.data?.length === 0 && (
        <Empty text={t("customer-service.issue.none")} hint={t("customer-service.issue.none_hint")} />
      )}
      {open.data && open.data.length > 0 && (
        <section className="block" aria-label={t("customer-service.issue.title")}>
          <ul className="plain-list">
            {open.data.map((issue) => (
              <IssueLine key={issue.id} issue={issue} />
            ))}
          </ul>
        </section>
      )}
      {closed.data && closed.data.length > 0 && (
        <details className="block complaint-over">
          <summary>{t("customer-service.complaints.over", { count: closed.data.length })}</summary>
          <ul className="plain-list">
            {closed.data.map((issue) => (
              <IssueLine key={issue.id} issue={issue} />
            ))}
          </ul>
        </details>
      )}
    </Page>
  );
}
