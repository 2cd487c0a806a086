import { expect, test } from "vitest";
import { covers } from "./rights";

test("patterns cover permissions as the gateway reads them", () => {
  expect(covers(["reception.payments.take"], "reception.payments.take")).toBe(true);
  expect(covers(["reception.*.read"], "reception.orders.read")).toBe(true);
  expect(covers(["reception.*.read"], "reception.orders.place")).toBe(false);
  expect(covers(["pickup.*"], "pickup.handovers.do")).toBe(true);
  expect(covers(["pickup.*"], "pickupx.handovers.do")).toBe(false);
});
