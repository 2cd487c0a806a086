import { expect, test } from "vitest";
import type { components } from "@/api";
import { byUrgency, columnOf, deadlineOf, mayTake } from "./steps";

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

test("after the first answer the clock runs to what was promised, until it is solved", () => {
  const promised = { answered_at: "2026-11-20T00:10Z", put_right_by: null, resolve_by: "2026-11-20T13:00Z" };
  expect(deadlineOf(complaint({ state: "PROPOSED", ...promised }))).toBe("2026-11-20T13:00Z");
  expect(deadlineOf(complaint({ state: "SIGNED", ...promised }))).toBeNull();
  const again = { ...promised, put_right_by: "2026-11-25T10:00Z" };
  expect(deadlineOf(complaint({ state: "REOPENED", ...again }))).toBe("2026-11-25T10:00Z");
});

test("its handler takes the department's steps, and what is about customer service is judged outside", () => {
  const nothing = () => false;
  const outside = (permission: string) => permission === "customer_service.complaints.judge_own_department";
  const of = { handler_id: "wang.fang", about_customer_service: false };
  expect(mayTake("investigation", of, nothing, "wang.fang")).toBe(true);
  expect(mayTake("judge", of, nothing, "wang.fang")).toBe(false);
  expect(mayTake("investigation", of, nothing, "li.na")).toBe(false);
  expect(mayTake("judge", of, outside, "li.na")).toBe(false);
  expect(mayTake("judge", { ...of, about_customer_service: true }, outside, "li.na")).toBe(true);
});
