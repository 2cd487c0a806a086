import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useNavigate } from "react-router";
import { answer, api, asProblem, useCommand, type components } from "@/api";
import { isoDay, plainDay } from "@/format";
import { useT } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import { useShortcut } from "@/shell/shortcuts";
import { ProblemAlert } from "@/ui";
import { matterOf, mayAct, type Issue } from "./issues";

type Suggestion = components["schemas"]["customer_service_SuggestionOut"];
type IssueIn = components["schemas"]["customer_service_IssueIn"];

/** Many complained about the same thing lately: one click makes it an issue with these complaints (M-09). */
export function IssueSuggestions() {
  const t = useT();
  const go = useNavigate();
  const may = useMay();
  const { id: branch_id } = useBranch();
  const { data, error, refetch } = useQuery({
    queryKey: ["complaints", "suggestions", branch_id],
    queryFn: () => answer(api.GET("/v1/complaint-issue-suggestions", { params: { query: { branch_id } } })),
    meta: { live: ["complaint."] },
  });
  const command = useCommand<IssueIn, Issue>({
    run: (body, sent) => answer(api.POST("/v1/complaint-issues", { body, headers: sent.headers })),
    invalidates: [["complaints"]],
    onDone: ({ id }) => void go(`/customer-service/complaints/issues/${id}`),
  });
  const suggestions = data?.suggestions ?? [];
  const first = suggestions.find((one) => mayAct(one.about_customer_service, "judge", may));
  const open = (one: Suggestion) =>
    void command.submit({
      branch_id,
      subject: matterOf(one),
      cause_kind: one.cause_kind,
      department: one.department,
      about_customer_service: one.about_customer_service,
      complaint_ids: one.complaint_ids,
    });
  useShortcut("o", t("customer-service.issue.open"), () => first && open(first), { off: !first });
  if (error) return <ProblemAlert problem={asProblem(error)} retry={() => refetch()} />;
  if (!data || suggestions.length === 0) return null;
  return (
    <section className="block stack issue-suggestions" aria-label={t("customer-service.issue.suggested")}>
      {suggestions.map((one) => (
        <div key={one.complaint_ids[0]} className="line" role="status">
          <span className="line-main">
            {t("customer-service.issue.suggestion", {
              number: one.complaint_ids.length,
              days: data.within_days,
              matter: matterOf(one),
              since: plainDay(isoDay(new Date(one.since))),
            })}
            {one.about_customer_service && ` · ${t("customer-service.issue.about_us")}`}
          </span>
          {mayAct(one.about_customer_service, "judge", may) && (
            <Button type="primary" loading={command.pending} onClick={() => open(one)}>
              {t("customer-service.issue.open")} {one === first && <kbd aria-hidden>O</kbd>}
            </Button>
          )}
        </div>
      ))}
      <ProblemAlert problem={command.problem} retry={command.retry} />
    </section>
  );
}
