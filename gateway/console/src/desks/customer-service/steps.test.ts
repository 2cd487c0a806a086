import { expect, test } from "vitest";
import type { components } from "@/api";
import { byUrgency, columnOf } from "./steps";

type Complaint = components["schemas"]["customer_service_ComplaintOut"];

const complaint = (more: Partial<Complaint>) =>
  ({ state: "RECEIVED", received_at: "2026-11-20", answered_at: null, answer_due_at: "", ...more }) as Complaint;

test("who is to be answered first stands first", () => {
  const late = complaint({ number: "1", answer_due_at: "2026-11-20T01:00Z" });
  const soon = complaint({ number: "2", answer_due_at: "2026-11-20T02:00Z" });
  const answered = complaint({ number: "3", answered_at: "2026-11-19T00:00Z", put_right_by: null });
  expect([answered, soon, late].sort(byUrgency).map(({ number }) => number)).toEqual(["1", "2", "3"]);
});

test("what is over has no column", () => {
  expect([columnOf("CLOSED"), columnOf("ARCHIVED"), columnOf("PROPOSED")]).toEqual([null, null, "LEADER"]);
});
