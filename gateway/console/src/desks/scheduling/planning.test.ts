import { expect, test } from "vitest";
import { dayAfter, minutesOn, momentAt, mondayOf } from "./moments";
import {
  clashesOf,
  fullFor,
  loadsOf,
  wantedResources,
  type Board,
  type Booking,
  type Draft,
  type Lane,
} from "./planning";

const ZONE = "Asia/Shanghai";
const DAY = "2026-11-26";
const at = (hour: number) => momentAt(DAY, hour * 60, ZONE);
const lane = (id: string, kind: Lane["kind"], team: string | null = null): Lane => ({
  resource_id: id,
  kind,
  name: id,
  staff_id: null,
  team_id: team,
  entries: [],
});
const held = (id: string, kind: string) => ({ resource_id: id, kind, name: id });

const shoot = (id: string, from: number, to: number, team: string | null = "t1"): Booking => ({
  id,
  branch_id: "GG01",
  order_id: id,
  kind: "SHOOT",
  state: "BOOKED",
  category: "WEDDING_SEA",
  location: "SEA",
  day: DAY,
  starts_at: at(from),
  ends_at: at(to),
  team_id: team,
  resources: [held("t1", "TEAM"), held("p1", "PHOTOGRAPHER"), held("r1", "ROOM"), held("d1", "DRESS")],
  arrival_at: null,
  artist_due_at: null,
  artist_here_at: null,
  reason: null,
  made_by: "sun.wei",
  version: 1,
  warnings: [],
});

function board(bookings: Booking[]): Board {
  const lanes = [
    lane("t1", "TEAM"),
    lane("t2", "TEAM"),
    lane("p1", "PHOTOGRAPHER", "t1"),
    lane("p2", "PHOTOGRAPHER", "t2"),
    lane("r1", "ROOM"),
    lane("r2", "ROOM"),
    lane("d1", "DRESS"),
  ];
  for (const one of lanes)
    one.entries = bookings
      .filter(({ resources }) => resources.some(({ resource_id }) => resource_id === one.resource_id))
      .map(({ id, kind, state, order_id, starts_at, ends_at }) => ({
        booking_id: id,
        order_id,
        kind,
        state,
        starts_at,
        ends_at,
        note: null,
      }));
  return { branch_id: "GG01", day: DAY, frozen_at: null, lanes, bookings, orders: [], stages: {} };
}
const draft = (booking: Booking, more: Partial<Draft> = {}): Draft => ({
  booking,
  order: null,
  kind: "SHOOT",
  day: DAY,
  start: 9 * 60,
  minutes: 240,
  lane: "t1",
  from: "t1",
  ...more,
});

test("the clock of the branch goes both ways, over a change of summer time too", () => {
  expect(momentAt(DAY, 9 * 60, ZONE)).toBe("2026-11-26T01:00:00.000Z");
  expect(minutesOn(DAY, "2026-11-26T01:30:00Z", ZONE)).toBe(570);
  expect(momentAt("2026-03-29", 9 * 60, "Europe/Berlin")).toBe("2026-03-29T07:00:00.000Z");
  expect(mondayOf(DAY)).toBe("2026-11-23");
  expect(dayAfter("2026-12-31", 1)).toBe("2027-01-01");
});

test("another time on one's own lane is in nobody's way but that of the next booking", () => {
  const [first, second] = [shoot("a", 9, 13), shoot("b", 14, 18)];
  expect(clashesOf(draft(first), board([first, second]), ZONE)).toEqual([]);
  const over = clashesOf(draft(first, { start: 11 * 60 }), board([first, second]), ZONE);
  expect(new Set(over.map(({ entry }) => entry.booking_id))).toEqual(new Set(["b"]));
});

test("another team brings its own people and keeps the room", () => {
  const first = shoot("a", 9, 13);
  expect(wantedResources(draft(first, { lane: "t2" }), board([]).lanes)).toEqual({
    team_id: "t2",
    resource_ids: ["r1"],
  });
  expect(wantedResources(draft(first, { lane: "r2", from: "r1" }), board([]).lanes)).toEqual({
    resource_ids: ["t1", "p1", "r2"],
  });
});

test("a rule shows what is counted against its limit (A-08)", () => {
  const sea = {
    code: "sea",
    scope: "PER_BRANCH",
    categories: ["WEDDING_SEA"],
    weekdays: [3],
    soft: 2,
    hard: 3,
  } as const;
  const rule = { ...sea, categories: [...sea.categories], weekdays: [...sea.weekdays], priority: 10 };
  const [load] = loadsOf([rule], board([shoot("a", 9, 13), shoot("b", 14, 18)]));
  expect([load?.count, load?.tight, load?.full]).toEqual([2, true, false]);
});

test("a full team is told before the wish is let go, a booking does not stand in its own way", () => {
  const rule = {
    code: "sea",
    scope: "PER_TEAM" as const,
    categories: ["WEDDING_SEA" as const],
    weekdays: [3],
    soft: null,
    hard: 1,
    priority: 1,
  };
  const day = board([shoot("a", 9, 13)]);
  const order = { category: "WEDDING_SEA" } as Draft["order"];
  const wish: Draft = {
    booking: null,
    order,
    kind: "SHOOT",
    day: DAY,
    start: 840,
    minutes: 240,
    lane: "t1",
    from: null,
  };
  expect(fullFor(wish, day, [rule]).map((load) => load.rule.code)).toEqual(["sea"]);
  expect(fullFor({ ...wish, lane: "t2" }, day, [rule])).toEqual([]);
  expect(fullFor({ ...wish, order: null, booking: day.bookings[0] ?? null }, day, [rule])).toEqual([]);
  expect(fullFor({ ...wish, lane: "t2" }, day, [{ ...rule, scope: "TEAMS" }])).toHaveLength(1);
  expect(fullFor(wish, day, [{ ...rule, scope: "TEAMS" }])).toEqual([]);
});
