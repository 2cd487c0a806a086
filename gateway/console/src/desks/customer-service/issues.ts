import { useQuery } from "@tanstack/react-query";
import { answer, api, type components } from "@/api";
import { dayAndTime } from "@/format";
import { t, word } from "@/i18n";
import { useBranch } from "@/session/session";

export type Issue = components["schemas"]["customer_service_IssueOut"];
type Matter = Pick<Issue, "cause_kind" | "department">;

/** What an issue or a suggestion is about, in a word: the kind of cause, or the department. */
export function matterOf({ cause_kind, department }: Matter): string {
  return cause_kind ? word("customer-service.cause_kind", cause_kind) : word("department", department);
}

/** Customer service keeps issues and its manager decides; what is about itself is for others (M-10). */
export function mayAct(own: boolean, right: "judge" | "decide", may: (permission: string) => boolean): boolean {
  return may(`customer_service.complaints.${own ? "judge_own_department" : right}`);
}

/** What is announced, or how it was answered. */
export function announcedOf(issue: Issue): string {
  if (!issue.answer) return t("customer-service.issue.nothing_announced");
  const how = word("customer-service.issue_answer", issue.answer);
  return issue.meets_at ? `${how} · ${dayAndTime(issue.meets_at)} · ${issue.place ?? ""}` : how;
}

/** Issues of the branch that are under way, or closed; those that wait for an answer first. */
export function useIssues(closed: boolean) {
  const { id: branch_id } = useBranch();
  return useQuery({
    queryKey: ["complaints", "issues", branch_id, closed],
    queryFn: async () =>
      (await answer(api.GET("/v1/complaint-issues", { params: { query: { branch_id, closed, limit: 200 } } }))).items,
    select: (issues) => issues.toSorted((a, b) => Number(b.state === "OPEN") - Number(a.state === "OPEN")),
    meta: { live: ["complaint."] },
  });
}
