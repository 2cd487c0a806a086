import { expect, test } from "vitest";
import type { Day } from "../types";
import { drawerOf } from "./drawer";

const yuan = (amount: number) => ({ amount: amount * 100, currency: "CNY" });
const line = (method: string, amount: number, more = {}) => ({
  method,
  amount: yuan(amount),
  state: "ISSUED",
  ...more,
});

test("FIN-13: the lines of the drawer add up to the cash that should be there", () => {
  const report = {
    currency: "CNY",
    float_start: yuan(500),
    receipts: [line("CASH", 180), line("WECHAT", 1939), line("CASH", 40, { state: "VOID" })],
    sales: [line("CASH", 30)],
    deposits: [
      line("CASH", 100, { movement: "IN" }),
      line("CASH", 100, { movement: "OUT" }),
      line("WECHAT", 50, { movement: "IN" }),
    ],
    refunds: [line("CASH", 50)],
    cash_backs: [],
  } as unknown as Day["report"];
  const rows = drawerOf(report);
  expect(rows.map(([name]) => name)).toEqual(["float", "receipts", "sales", "lent", "returned", "refunds"]);
  expect(rows.reduce((sum, [, { amount }]) => sum + amount, 0)).toBe(500_00 + 180_00 + 30_00 - 50_00);
});
