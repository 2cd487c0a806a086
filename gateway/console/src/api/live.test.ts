import { expect, test } from "vitest";
import { wants } from "./live";

const moved = { type: "studio.booking.moved.v1", id: "1", subject: "order-1" };

test("a query hears of the types it names", () => {
  expect(wants({ live: ["booking."] }, moved)).toBe(true);
  expect(wants({ live: ["order."] }, moved)).toBe(false);
  expect(wants(undefined, moved)).toBe(false);
});

test("a query about one order hears of that order only", () => {
  expect(wants({ live: ["*"], subject: "order-1" }, moved)).toBe(true);
  expect(wants({ live: ["*"], subject: "order-2" }, moved)).toBe(false);
});
