import type { Order, Part } from "../types";

export type PaymentForm = "R1" | "R2" | "R3" | "R4" | "R5" | "R6";
export type Account = "PACKAGE" | "SELECTION";

/** What an account of the order amounts to, in fen. */
export interface Sums {
  total: number;
  paid: number;
  rest: number;
}

/** The two accounts of an order: the package, and what was chosen beyond it. */
export function sumsOf(order: Order, account: Account): Sums {
  const [total, paid] =
    account === "PACKAGE"
      ? [order.package_total.amount, order.package_paid.amount]
      : [order.selection_total.amount, order.selection_paid.amount];
  return { total, paid, rest: total - paid };
}

/** Where money is due: the package first, then what was chosen beyond it. */
export function openAccount(order: Order): Account {
  return sumsOf(order, "PACKAGE").rest <= 0 && sumsOf(order, "SELECTION").rest > 0 ? "SELECTION" : "PACKAGE";
}

/** The receipt form that fits the amount (FIN-05): a first part, all at once, or the rest. */
export function formFor(account: Account, sums: Sums, amount: number): PaymentForm {
  const ofPackage = account === "PACKAGE";
  if (sums.paid > 0) return ofPackage ? "R3" : "R5";
  if (amount === sums.total) return ofPackage ? "R2" : "R6";
  return ofPackage ? "R1" : "R4";
}

const SELECTION_FORMS: readonly string[] = ["R4", "R5", "R6"];

/** Who sold the selection (FIN-06): whoever its last valid receipt names, else who confirmed it, else I if I sell. */
export function handlerOf(part: Part, me: { staff: string; roles: readonly string[] }): string | null {
  const named = part.receipts.findLast((one) => one.state === "ISSUED" && SELECTION_FORMS.includes(one.form));
  const seller = me.roles.includes("selection_consultant") ? me.staff : null;
  return named?.handler_id ?? part.selection_clerk_id ?? seller;
}
