import { expect, test } from "vitest";
import type { Appointment } from "@/today/lines";
import { comesAgain, toCheckIn } from "./again";

const booking = (more: Partial<Appointment>): Appointment =>
  ({ id: "b2", order_id: "o1", kind: "RESHOOT", state: "CONFIRMED", ...more }) as Appointment;

test("SCH-10: who comes back for what was not finished is checked in again, once", () => {
  const today = [booking({ id: "b1", kind: "SHOOT", state: "UNFINISHED" }), booking({})];
  expect(comesAgain(today, "o1", "b1")?.id).toBe("b2");
  expect(comesAgain(today, "o1", "b2")).toBeUndefined();
  expect(comesAgain(today, "o2", "b1")).toBeUndefined();
  expect(comesAgain([booking({ state: "CANCELLED" })], "o1", "b1")).toBeUndefined();
});

test("M-43: the list of arrivals says who is still to be checked in", () => {
  expect(toCheckIn(booking({ kind: "SHOOT" }), "BOOKED")).toBe(true);
  expect(toCheckIn(booking({ kind: "SHOOT" }), "CHECKED_IN")).toBe(false);
  expect(toCheckIn(booking({}), "CHECKED_IN")).toBe(true);
  expect(toCheckIn(booking({ state: "DONE" }), "CHECKED_IN")).toBe(false);
});
