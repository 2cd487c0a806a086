import type { Money } from "@/format";

/** One department's answer inside a composed one. */
export interface Part {
  available: boolean;
  reason?: string | null;
  data?: unknown;
}

/** A contact to be made. */
export interface Contact {
  id: string;
  order_id: string | null;
  rule: string;
  kind: string;
  state: string;
  due_at: string;
  person_ids?: string[];
}

/** A booking of the day. */
export interface Appointment {
  id: string;
  order_id: string;
  kind: string;
  state: string;
  starts_at: string;
  ends_at: string;
  resources?: { kind?: string; name?: string; staff_id?: string | null }[];
  /** When the bride's make-up artist has to be there, and since when she is (SCH-14). */
  artist_due_at?: string | null;
  artist_here_at?: string | null;
}

/** A job sheet in a list. */
export interface SheetLine {
  order_id: string;
  number: string | null;
  customer_number: string | null;
  stage: string;
  late: boolean;
  late_since: string | null;
  next_step: { code: string; department: string | null; due: string | null; late: boolean } | null;
  owed: Money | null;
  person_ids?: string[];
}

/** The rows of a part that carries a list. */
export function rowsOf<Row>(part: Part): Row[] {
  if (!part.available || part.data === null || part.data === undefined) return [];
  if (Array.isArray(part.data)) return part.data as Row[];
  const { items } = part.data as { items?: Row[] };
  return items ?? [];
}

/** Whether a part is none of this person's business: it is not shown, and nobody says that a department is down. */
export const isOthers = (part: Part): boolean => !part.available && part.reason === "forbidden";

/** Where the rows go on that were not told; null when these are all. */
export const goesOnAt = (part: Part): string | null =>
  ((part.data ?? {}) as { next_cursor?: string | null }).next_cursor ?? null;

const OVER = ["DONE", "UNFINISHED", "CANCELLED"];

/** The appointment that comes next: neither over nor cancelled. */
export function nextOf(appointments: readonly Appointment[], now: Date): Appointment | undefined {
  return appointments.find((one) => !OVER.includes(one.state) && Date.parse(one.ends_at) > now.getTime());
}

/** Whether somebody is needed for the appointment. */
export const concerns = (one: Appointment, staff: string): boolean =>
  one.resources?.some(({ staff_id }) => staff_id === staff) ?? false;

/** Whether the bride's make-up artist is still to come, and whether that is this person (SCH-14). */
export function artistAwaited(one: Appointment, staff: string): "me" | "other" | null {
  if (!one.artist_due_at || one.artist_here_at || OVER.includes(one.state)) return null;
  const mine = one.resources?.some(({ kind, staff_id }) => kind === "MAKEUP_ARTIST" && staff_id === staff);
  return mine ? "me" : "other";
}
