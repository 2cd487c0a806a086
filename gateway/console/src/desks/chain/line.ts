import type { components } from "@/api";
import type { Branch } from "@/session/session";

type Schemas = components["schemas"];
export type Answer = Schemas["gateway_BranchFiguresOut"];
export type Department = Exclude<keyof Answer, "now">;

/** What each department says of a branch. */
interface Figures {
  reception?: Schemas["reception_BranchFigures"];
  scheduling?: Schemas["scheduling_BranchFigures"];
  post_production?: Schemas["post_production_BranchFigures"];
  pickup?: Schemas["pickup_BranchFigures"];
  customer_service?: Schemas["customer_service_BranchFigures"];
}

/** A branch with all that is known of it; a department that is silent leaves a gap. */
export interface Line extends Figures {
  branch: Branch;
}

export type Span = "today" | "month";

const DEPARTMENTS: readonly Department[] = ["reception", "scheduling", "post_production", "pickup", "customer_service"];

/** Departments whose figures this person may not see, and those that do not answer. */
export function silent(answer: Answer): { hidden: Department[]; down: Department[] } {
  const gone = DEPARTMENTS.filter((department) => !answer[department].available);
  const mine = (department: Department) => answer[department].reason !== "forbidden";
  return { hidden: gone.filter((one) => !mine(one)), down: gone.filter(mine) };
}

/** A line for every branch, put together from what the departments say. */
export function linesOf(answer: Answer, branches: readonly Branch[]): Line[] {
  const lines = new Map<string, Line>(branches.map((branch) => [branch.id, { branch }]));
  for (const department of DEPARTMENTS) {
    const told = answer[department].data as { branches: { branch_id: string }[] } | null;
    for (const figures of told?.branches ?? [])
      Object.assign(lines.get(figures.branch_id) ?? {}, { [department]: figures });
  }
  return [...lines.values()];
}

/** How far of the month's target; undefined without one. */
export function reached({ reception }: Line): number | undefined {
  if (!reception?.target?.amount) return undefined;
  return reception.month_earned.amount / reception.target.amount;
}

/** How much of the days on which the branch works this month is over, today counted. */
export function pace({ reception }: Line): number {
  return reception?.open_days ? reception.open_days_past / reception.open_days : 0;
}

/** Less was earned than the days that are over ask for. */
export const behind = (line: Line): boolean => (reached(line) ?? 1) < pace(line);
