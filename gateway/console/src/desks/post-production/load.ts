import type { WorkItem } from "./read";

/** What one person has in hand; `staff` null is what nobody has begun. */
export interface Load {
  staff: string | null;
  items: number;
  late: number;
}

/** Open work per person, the unassigned first and then the busiest. */
export function loadOf(items: readonly WorkItem[], today: string): Load[] {
  const loads = new Map<string | null, Load>();
  for (const item of items) {
    const load = loads.get(item.assignee_id) ?? { staff: item.assignee_id, items: 0, late: 0 };
    load.items += 1;
    if (item.due_on < today) load.late += 1;
    loads.set(item.assignee_id, load);
  }
  return [...loads.values()].sort(
    (one, other) => Number(one.staff !== null) - Number(other.staff !== null) || other.items - one.items,
  );
}
