import type { components } from "@/api";

type Schemas = components["schemas"];
export type Thing = Schemas["scheduling_ThingOut"];
export type ThingKind = Thing["kind"];
export type Care = Thing["care"];
export type Loan = Schemas["scheduling_LoanOut"];
export type Slip = Schemas["scheduling_WriteOffOut"];
export type StockTake = Schemas["scheduling_StockTakeOut"];
export type StockLine = Schemas["scheduling_StockLineOut"];

/** What the register holds, in the order in which a person looks for it. */
export const THING_KINDS = [
  "DRESS",
  "HAIR_ORNAMENT",
  "JEWELLERY",
  "WIG",
  "VEIL",
  "GLOVES",
  "SHOES",
  "CAMERA",
  "LENS",
  "LIGHT",
  "BATTERY",
  "PROP",
  "KEY",
  "VEHICLE",
] as const satisfies readonly ThingKind[];

/** Booked one by one: each has its own line. */
export const SINGLE: readonly ThingKind[] = ["DRESS", "VEHICLE"];
export const AGES = ["NEW", "USED", "OLD"] as const;
/** The states of care that somebody can put a thing into; retiring is the manager's signature. */
export const CARES = ["READY", "TO_WASH", "WASHING", "DRY_CLEANER", "REPAIR"] as const;

/** What has to be read anew after anything happened to a thing. */
export const STALE = [["scheduling", "things"]] as const;
/** The facts after which these pages are read again. */
export const MOVES = ["thing.", "write_off.", "stock_take."] as const;

const SOON_MS = 2 * 86_400_000;

/** Whether a booking needs the thing within two days and it cannot be used yet. */
export function isWanted(thing: Pick<Thing, "care" | "needed_at">, now: Date): boolean {
  if (thing.care === "READY" || !thing.needed_at) return false;
  return Date.parse(thing.needed_at) - now.getTime() < SOON_MS;
}
