import { expect, test } from "vitest";
import { loadOf } from "./load";
import type { WorkItem } from "./read";

const item = (assignee_id: string | null, due_on: string) => ({ assignee_id, due_on }) as WorkItem;

test("what nobody has begun stands first, then the busiest", () => {
  const items = [
    item("feng", "2026-11-20"),
    item("cao", "2026-11-23"),
    item("feng", "2026-11-24"),
    item(null, "2026-11-21"),
  ];
  expect(loadOf(items, "2026-11-22")).toEqual([
    { staff: null, items: 1, late: 1 },
    { staff: "feng", items: 2, late: 1 },
    { staff: "cao", items: 1, late: 0 },
  ]);
});
