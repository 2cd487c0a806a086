import type { components } from "@/api";
import { lateBy } from "@/format";
import { minutesOn, weekdayOf } from "./moments";

type Schemas = components["schemas"];
export type Board = Schemas["scheduling_Board"];
export type Lane = Schemas["scheduling_BoardLane"];
export type Entry = Schemas["scheduling_BoardEntry"];
export type Booking = Schemas["scheduling_BookingOut"];
export type Kind = Schemas["scheduling_BookingKind"];
export type Category = Schemas["scheduling_Category"];
export type Rule = Schemas["scheduling_CapacityRuleIn"];
export type ResourceKind = Schemas["scheduling_ResourceKind"];
export type Order = Schemas["scheduling_OrderOut"];

/** The lengths and steps of the board, in minutes. */
export const STEP = 15;
const OPENS = 9 * 60;
const CLOSES = 20 * 60;

/** The board's rows, by what is looked at together. */
export const GROUPS = {
  teams: ["TEAM"],
  rooms: ["ROOM"],
  seats: ["SELECTION_SEAT", "REVIEW_SEAT", "DESK"],
  people: ["PHOTOGRAPHER", "MAKEUP_ARTIST", "ASSISTANT"],
  dresses: ["DRESS"],
  vehicles: ["VEHICLE"],
} as const satisfies Record<string, readonly ResourceKind[]>;
export type Group = keyof typeof GROUPS;

const PEOPLE: readonly string[] = GROUPS.people;
const WEDDING = ["WEDDING_SEA", "WEDDING_STUDIO", "WEDDING_OUTDOOR"];
export const isWedding = (category: string | null | undefined) => WEDDING.includes(category ?? "");
export const isShoot = (kind: string | null | undefined) => kind === "SHOOT" || kind === "RESHOOT";
export const isOpen = (state: string | null | undefined) => state === "BOOKED" || state === "CONFIRMED";

/** Why a booking stays where it is: its customer is here, or it is over; null while it may be moved. */
export function fixedBecause(booking: Booking, board: Board): "here" | "over" | null {
  if (!isOpen(booking.state)) return "over";
  return booking.id in board.stages ? "here" : null;
}

/** How late the bride's make-up artist is; empty while she need not be here, or is (SCH-14). */
export const artistLate = ({ artist_due_at, artist_here_at, state }: Booking): string =>
  isOpen(state) && !artist_here_at ? lateBy(artist_due_at) : "";

/** The usual length in minutes (SCH-05, A-05); the service has the last word. */
export function usualMinutes(kind: Kind, category: string | null | undefined): number {
  const wedding = isWedding(category);
  if (isShoot(kind)) return wedding ? 240 : 120;
  if (kind === "SELECTION") return wedding ? 120 : 60;
  return { FITTING: 60, WEDDING_DAY: 480 }[kind as string] ?? 30;
}

/** A wish before it is sent: where, when, how long. */
export interface Draft {
  /** The booking that would move; null for an order that gets its first time. */
  booking: Booking | null;
  order: Order | null;
  kind: Kind;
  day: string;
  start: number;
  minutes: number;
  /** The lane it is held over, and the one it was taken from. */
  lane: string | null;
  from: string | null;
}

/** The hours of a day that the board shows, in minutes after midnight. */
export function hoursShown(boards: readonly Board[], zone: string): [number, number] {
  let [first, last] = [OPENS, CLOSES];
  for (const board of boards)
    for (const { starts_at, ends_at } of board.bookings) {
      first = Math.min(first, Math.floor(Math.max(0, minutesOn(board.day, starts_at, zone)) / 60) * 60);
      last = Math.max(last, Math.ceil(Math.min(1440, minutesOn(board.day, ends_at, zone)) / 60) * 60);
    }
  return [first, last];
}

/** The resources a move would name, or undefined when only the time changes and everything stays. */
export function wantedResources(
  draft: Pick<Draft, "booking" | "lane" | "from">,
  lanes: readonly Lane[],
): { team_id?: string; resource_ids?: string[] } | undefined {
  const { booking, lane, from } = draft;
  const target = lanes.find((one) => one.resource_id === lane);
  if (!target || lane === from) return undefined;
  const held = booking?.resources ?? [];
  if (target.kind === "TEAM") {
    const rest = held.filter(({ kind }) => kind !== "TEAM" && kind !== "DRESS" && !PEOPLE.includes(kind));
    return { team_id: target.resource_id, resource_ids: rest.map((one) => one.resource_id) };
  }
  const rest = held.filter(({ kind, resource_id }) => kind !== "DRESS" && resource_id !== from);
  return { resource_ids: [...rest.map((one) => one.resource_id), target.resource_id] };
}

/** What would have to be free for the wish: known resources only, what the service chooses is its own matter. */
export function neededLanes(draft: Draft, lanes: readonly Lane[]): Lane[] {
  const wanted = wantedResources(draft, lanes);
  const held = draft.booking?.resources ?? [];
  const ids = new Set<string>();
  if (!wanted) held.forEach((one) => ids.add(one.resource_id));
  else {
    wanted.resource_ids?.forEach((id) => ids.add(id));
    held.filter(({ kind }) => kind === "DRESS").forEach((one) => ids.add(one.resource_id));
  }
  if (wanted?.team_id) {
    ids.add(wanted.team_id);
    lanes.filter(({ team_id }) => team_id === wanted.team_id).forEach((one) => ids.add(one.resource_id));
  }
  if (draft.lane) ids.add(draft.lane);
  return lanes.filter(({ resource_id }) => ids.has(resource_id));
}

export interface Clash {
  lane: Lane;
  entry: Entry;
}

/** What the loaded board already knows to be in the way. */
export function clashesOf(draft: Draft, board: Board | undefined, zone: string): Clash[] {
  if (!board || board.day !== draft.day) return [];
  const end = draft.start + draft.minutes;
  return neededLanes(draft, board.lanes).flatMap((lane) =>
    lane.entries
      .filter((entry) => entry.booking_id === null || entry.booking_id !== draft.booking?.id)
      .filter((entry) => {
        const [from, to] = [minutesOn(board.day, entry.starts_at, zone), minutesOn(board.day, entry.ends_at, zone)];
        return from < end && to > draft.start;
      })
      .map((entry) => ({ lane, entry })),
  );
}

/** Starts near the wished one at which the board shows nothing in the way. */
export function freeNearby(draft: Draft, board: Board | undefined, zone: string, hours: [number, number]): number[] {
  const found: number[] = [];
  for (let start = hours[0]; start + draft.minutes <= hours[1]; start += 30) {
    if (clashesOf({ ...draft, start }, board, zone).length === 0) found.push(start);
  }
  return found.sort((a, b) => Math.abs(a - draft.start) - Math.abs(b - draft.start)).slice(0, 4);
}

/** What a capacity rule has counted on a day, and where it ends. */
export interface Load {
  rule: Rule;
  count: number;
  full: boolean;
  tight: boolean;
}

/** The rules that concern a day with what is booked; shoots are counted, and of teams the fullest (1.2.2). */
export function loadsOf(rules: readonly Rule[], board: Board): Load[] {
  const shoots = board.bookings.filter(({ kind, state }) => kind === "SHOOT" && state !== "CANCELLED");
  return rules
    .filter((rule) => rule.weekdays.includes(weekdayOf(board.day)))
    .map((rule) => {
      const counted = shoots.filter(({ category }) => rule.categories.includes(category));
      const perTeam = new Map<string, number>();
      for (const { team_id, id } of counted) {
        const key = team_id ?? (rule.scope === "TEAMS" ? id : "");
        if (key) perTeam.set(key, (perTeam.get(key) ?? 0) + 1);
      }
      const count =
        rule.scope === "PER_BRANCH"
          ? counted.length
          : rule.scope === "TEAMS"
            ? perTeam.size
            : Math.max(0, ...perTeam.values());
      const tight = rule.soft !== null && rule.soft !== undefined && count >= rule.soft;
      return { rule, count, full: count >= rule.hard, tight };
    });
}

/** Whether a rule that counts teams has counted this one already. */
const takes = (rule: Rule, bookings: readonly Booking[], team: string) =>
  rule.scope === "TEAMS" &&
  bookings.some(
    ({ team_id, kind, category }) => team_id === team && kind === "SHOOT" && rule.categories.includes(category),
  );

/** The rules that would be broken if the wish were let go on this day; a booking does not stand in its own way. */
export function fullFor(draft: Draft, board: Board | undefined, rules: readonly Rule[]): Load[] {
  const category = draft.order?.category ?? draft.booking?.category;
  if (draft.kind !== "SHOOT" || !board || board.day !== draft.day || !category) return [];
  const bookings = board.bookings.filter(({ id }) => id !== draft.booking?.id);
  const lane = board.lanes.find(({ resource_id }) => resource_id === draft.lane);
  const team = lane?.kind === "TEAM" ? lane.resource_id : (draft.booking?.team_id ?? null);
  return rules
    .filter((rule) => rule.categories.includes(category))
    .flatMap((rule) => {
      const counted = rule.scope === "PER_TEAM" && team ? bookings.filter(({ team_id }) => team_id === team) : bookings;
      return loadsOf([rule], { ...board, bookings: counted });
    })
    .filter(
      ({ full, rule }) => full && (rule.scope === "PER_BRANCH" || (team !== null && !takes(rule, bookings, team))),
    );
}
