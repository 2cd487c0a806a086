import type { components } from "@/api";

export type Work = components["schemas"]["reception_WorkOrderOut"];

/** Who keeps a copy of a service work order (M-26). */
export const COPIES = ["customer", "archive", "finance"] as const;
export type Copy = (typeof COPIES)[number];

/** What stands on a copy, line by line. */
export type Line =
  | "customer"
  | "order"
  | "owed"
  | "service"
  | "service_code"
  | "quantity"
  | "amount"
  | "charged"
  | "content"
  | "appointed"
  | "worker"
  | "price_confirmed"
  | "signed_by"
  | "phone"
  | "requested"
  | "answered"
  | "dispatched"
  | "taken"
  | "started"
  | "done"
  | "redone"
  | "reason"
  | "closed";

interface Lines {
  lines: readonly Line[];
  /** When what happened, and who did it. */
  times: readonly Line[];
  /** Whether it says what customer service heard afterwards (M-29). */
  visits: boolean;
  signs: readonly ("customer" | "by" | "date" | "checked")[];
}

const AGREED: readonly Line[] = ["service", "quantity", "amount", "appointed", "content", "worker", "price_confirmed"];

const LINES: Record<Copy, Lines> = {
  customer: {
    lines: ["customer", "order", ...AGREED, "signed_by", "phone"],
    times: [],
    visits: false,
    signs: ["customer", "by", "date"],
  },
  archive: {
    lines: ["customer", "order", ...AGREED, "signed_by"],
    times: ["requested", "answered", "dispatched", "taken", "started", "done", "redone", "reason", "closed"],
    visits: true,
    signs: ["customer", "by", "checked"],
  },
  finance: {
    lines: [
      "order",
      "owed",
      "service",
      "service_code",
      "quantity",
      "amount",
      "charged",
      "price_confirmed",
      "signed_by",
    ],
    times: ["done", "closed"],
    visits: false,
    signs: ["by", "checked", "date"],
  },
};

/** What stands on that copy: the customer reads what was agreed, the archive how it went, finance what it costs. */
export const linesOf = (copy: Copy): Lines => LINES[copy];
