import type { Money } from "@/format";
import type { Part, SheetLine } from "@/today/lines";

/** A stage the order has entered. */
export interface StageReached {
  stage: string;
  at: string;
  by: string | null;
}

/** Something that happened. */
export interface Entry {
  event_id: string;
  at: string;
  type: string;
  department: string;
  by: string | null;
  parameters: Record<string, unknown>;
}

/** The job sheet; only the number is certain when it was put together from the departments' parts. */
export interface Sheet extends Partial<SheetLine> {
  category?: string | null;
  owner_id?: string | null;
  /** Who looks after the customer today, while the owner is on leave. */
  proxy_id?: string | null;
  package_name?: string | null;
  wedding_date?: string | null;
  person_ids?: string[];
  stages?: StageReached[];
  entries?: Entry[];
  flags?: string[];
  balance?: Money | null;
  state?: string;
  bookings?: {
    booking_id: string;
    kind: string;
    starts_at: string;
    ends_at: string;
    confirmed: boolean;
    staff: string[];
  }[];
}

/** The order page as the gateway answers it. */
export interface OrderPage extends Record<Department, Part> {
  order_id: string;
  /** Business time of the answer. */
  now?: string;
  job_sheet: Part;
}

export const DEPARTMENTS = ["reception", "scheduling", "post_production", "pickup", "customer_service"] as const;
export type Department = (typeof DEPARTMENTS)[number];

/** The usual way of an order; the line shows these and whatever else was entered. */
export const STAGES = [
  "PLACED",
  "BOOKED",
  "SCHEDULED",
  "CONFIRMED",
  "CHECKED_IN",
  "IN_SHOOT",
  "SHOT",
  "PROOFS_READY",
  "SELECTION_BOOKED",
  "SELECTED",
  "IN_PRODUCTION",
  "LAYOUT_REVIEW",
  "PRODUCING",
  "READY_FOR_PICKUP",
  "PICKED_UP",
  "CLOSED",
] as const;

export interface LineStop {
  stage: string;
  state: "done" | "now" | "ahead" | "left_out";
  at: string | null;
  by: string | null;
}

/** The stops of the line: reached ones with time and person, then what is still ahead. */
export function lineOf(sheet: Sheet): LineStop[] {
  const reached = new Map((sheet.stages ?? []).map((one) => [one.stage, one]));
  const current = sheet.stage ?? sheet.state ?? "";
  const unusual = [...reached.keys()].filter((stage) => !STAGES.includes(stage as (typeof STAGES)[number]));
  const order: string[] = [...STAGES];
  for (const stage of unusual) {
    const entered = [...reached.keys()];
    const before = entered[entered.indexOf(stage) - 1];
    order.splice(before ? order.indexOf(before) + 1 : order.length, 0, stage);
  }
  if (current && !order.includes(current)) order.push(current);
  const at = order.indexOf(current);
  return order
    .filter((stage, index) => current !== "CANCELLED" || reached.has(stage) || index === at)
    .map((stage) => {
      const one = reached.get(stage);
      const index = order.indexOf(stage);
      const state = index === at ? "now" : index > at ? "ahead" : one || reached.size === 0 ? "done" : "left_out";
      return { stage, state, at: index <= at ? (one?.at ?? null) : null, by: index <= at ? (one?.by ?? null) : null };
    });
}
