import type { components } from "@/api";

type State = components["schemas"]["customer_service_ComplaintState"];
type Complaint = components["schemas"]["customer_service_ComplaintOut"];

/** What is to be done next about a complaint. */
export type Step = "judge" | "summary" | "investigation" | "proposals" | "decision" | "execution" | "revisit";

/** The step each state waits for; an explained one is filed with a summary (CS-33). */
export const NEXT: Readonly<Partial<Record<State, Step>>> = {
  RECEIVED: "judge",
  EXPLAINED: "summary",
  JUDGED: "investigation",
  REOPENED: "investigation",
  INVESTIGATING: "proposals",
  PROPOSED: "decision",
  DECIDED: "execution",
  SIGNED: "revisit",
  REVISITED: "summary",
};

/** Who must act, as columns of the board from left to right. */
export const COLUMNS = ["SERVICE", "DEPARTMENT", "LEADER", "CUSTOMER"] as const;
export type Column = (typeof COLUMNS)[number];

const ACTS: Readonly<Record<Step, Column>> = {
  judge: "SERVICE",
  investigation: "DEPARTMENT",
  proposals: "DEPARTMENT",
  decision: "LEADER",
  execution: "CUSTOMER",
  revisit: "CUSTOMER",
  summary: "SERVICE",
};

/** The column of a complaint, or null when it is over. */
export function columnOf(state: State): Column | null {
  const step = NEXT[state];
  return step ? ACTS[step] : null;
}

/** The customer still waits for what was promised. */
const UNSOLVED: readonly State[] = ["RECEIVED", "JUDGED", "INVESTIGATING", "PROPOSED", "DECIDED", "REOPENED"];

/** The moment its clock runs to: the first answer, the promise to put it right, the promised day (M-13, M-22, M-86). */
export function deadlineOf(complaint: Complaint): string | null {
  if (!complaint.answered_at && complaint.state === "RECEIVED") return complaint.answer_due_at;
  if (!UNSOLVED.includes(complaint.state)) return null;
  return complaint.put_right_by ?? complaint.resolve_by;
}

/** Who may take the step: customer service, its handler those of the department, others what is about it (M-04, M-10). */
export function mayTake(
  step: Step,
  complaint: Pick<Complaint, "handler_id" | "about_customer_service">,
  may: (permission: string) => boolean,
  me: string,
): boolean {
  if (step === "decision") return may("customer_service.complaints.decide");
  if (may("customer_service.complaints.judge")) return true;
  if (complaint.about_customer_service && may("customer_service.complaints.judge_own_department")) return true;
  return ACTS[step] === "DEPARTMENT" && complaint.handler_id === me;
}

/** The most urgent first: a running or missed clock, then the oldest. */
export function byUrgency(a: Complaint, b: Complaint): number {
  const [left, right] = [deadlineOf(a), deadlineOf(b)];
  if (left && right) return left.localeCompare(right);
  if (left || right) return left ? -1 : 1;
  return a.received_at.localeCompare(b.received_at);
}
