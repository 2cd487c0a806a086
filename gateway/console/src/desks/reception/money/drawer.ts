import type { Money } from "@/format";
import type { Day } from "../types";

type Report = Day["report"];
type Line = { method: string; amount: Money };

/** How the cash that should be there comes about (FIN-13): float, what came in, what went out; without what is nil. */
export function drawerOf(report: Report): [string, Money][] {
  const sum = (lines: readonly Line[]) =>
    lines.filter(({ method }) => method === "CASH").reduce((all, { amount }) => all + amount.amount, 0);
  const lent = (movement: string) => report.deposits.filter((one) => one.movement === movement);
  const rows: [string, number][] = [
    ["receipts", sum(report.receipts.filter(({ state }) => state === "ISSUED"))],
    ["sales", sum((report.sales ?? []).filter(({ state }) => state === "ISSUED"))],
    ["lent", sum(lent("IN"))],
    ["returned", -sum(lent("OUT"))],
    ["refunds", -sum(report.refunds)],
    ["cash_backs", -sum(report.cash_backs ?? [])],
  ];
  const { currency } = report;
  const moved = rows
    .filter(([, amount]) => amount !== 0)
    .map(([name, amount]): [string, Money] => [name, { amount, currency }]);
  return [["float", report.float_start], ...moved];
}
