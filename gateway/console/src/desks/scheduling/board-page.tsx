import { Alert, Button, Segmented, Skeleton } from "antd";
import { useEffect, useMemo, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { asProblem } from "@/api";
import { businessNow, clockTime, isoDay, plainDay } from "@/format";
import { hasText, useT, word } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import { DayInput, Empty, Page, ProblemAlert } from "@/ui";
import { BookingDrawer } from "./booking-drawer";
import { CapacityStrip, ruleName } from "./capacity-strip";
import { DayBoard, draftOf, nameOf } from "./day-board";
import { useDragging, type Dragging } from "./dragging";
import { clockOfMinutes, dayAfter, minutesOn, mondayOf } from "./moments";
import { clashWords, PlaceDialog } from "./place-dialog";
import {
  clashesOf,
  freeNearby,
  fullFor,
  GROUPS,
  hoursShown,
  isOpen,
  isShoot,
  usualMinutes,
  type Board,
  type Booking,
  type Draft,
  type Group,
  type Kind,
  type Order,
  type Rule,
} from "./planning";
import { useBoards, useOrderScheduling, useRules } from "./readings";
import { Unscheduled } from "./unscheduled";
import { WeekBoard } from "./week-board";

type View = "day" | "week";
const SHOWN: readonly Group[] = ["teams", "rooms", "seats"];

/** The board's day and view, kept in the address so that a reload shows the same. */
function useBoardAddress() {
  const [query, setQuery] = useSearchParams();
  const set = (more: Record<string, string | null>) =>
    setQuery(
      (old) => {
        for (const [name, value] of Object.entries(more)) {
          if (value === null) old.delete(name);
          else old.set(name, value);
        }
        return old;
      },
      { replace: true },
    );
  return {
    day: query.get("day") ?? isoDay(),
    view: (query.get("view") === "week" ? "week" : "day") as View,
    groups: (query.get("rows")?.split(",") ?? SHOWN).filter((one): one is Group => one in GROUPS),
    order: query.get("order"),
    set,
  };
}

/** All teams, rooms, seats and dresses with what holds them; bookings are made and moved here. */
export function BoardPage() {
  const t = useT();
  const may = useMay();
  const { time_zone: zone } = useBranch();
  const { day, view, groups, order, set } = useBoardAddress();
  const [opened, setOpened] = useState<Booking | null>(null);
  const [placing, setPlacing] = useState<Draft | null>(null);
  const [placed, setPlaced] = useState<Booking | null>(null);
  const days = useMemo(
    () => (view === "day" ? [day] : Array.from({ length: 7 }, (_, at) => dayAfter(mondayOf(day), at))),
    [view, day],
  );
  const asked = useBoards(days);
  const boards = asked.flatMap(({ data }) => data ?? []);
  const failed = asked.find(({ error }) => error);
  const rules = useRules().data?.data.rules ?? [];
  const lanes = boards[0]?.lanes ?? [];
  const fits = (draft: Draft, lane: string) => {
    const kindOf = (id: string | null) => lanes.find(({ resource_id }) => resource_id === id)?.kind;
    if (draft.from) return kindOf(lane) === kindOf(draft.from);
    return isShoot(draft.kind) && ["TEAM", "ROOM", "PHOTOGRAPHER", "MAKEUP_ARTIST"].includes(kindOf(lane) ?? "");
  };
  const drop = (draft: Draft) => {
    const same = draft.booking && draftOf(draft.booking, draft.from, isoDay(new Date(draft.booking.starts_at)), zone);
    if (same && JSON.stringify(same) === JSON.stringify(draft)) return;
    setPlacing(draft);
  };
  const drag = useDragging(fits, drop);
  useOrderFromAddress(order, (draft, booking) => {
    set({ order: null, ...(booking ? { day: isoDay(new Date(booking.starts_at)) } : {}) });
    if (booking) setOpened(booking);
    else if (draft) setPlacing(draft);
  });
  const go = (days_: number) => set({ day: dayAfter(day, days_ * (view === "week" ? 7 : 1)) });
  const shared = { groups, drag, mayBook: may("scheduling.bookings.make"), onOpen: setOpened, onDrop: drop };
  const current = boards.find((board) => board.day === (opened ? isoDay(new Date(opened.starts_at)) : day));
  const hours = hoursShown(boards, zone);
  return (
    <Page
      title={view === "day" ? plainDay(day) : `${plainDay(days[0])} – ${plainDay(days[6])}`}
      name={t("scheduling.page.board")}
      note={<Frozen board={view === "day" ? boards[0] : undefined} />}
      shortcuts={[
        { keys: "j", label: t("scheduling.later"), run: () => go(1) },
        { keys: "k", label: t("scheduling.earlier"), run: () => go(-1) },
        { keys: "c", label: t("scheduling.today"), run: () => set({ day: null }) },
        { keys: "d", label: t("scheduling.view.day"), run: () => set({ view: null }) },
        { keys: "w", label: t("scheduling.view.week"), run: () => set({ view: "week" }) },
      ]}
      actions={<Toolbar day={day} view={view} groups={groups} set={set} go={go} />}
    >
      {placed && <Placed booking={placed} onClose={() => setPlaced(null)} />}
      <ProblemAlert problem={failed?.error ? asProblem(failed.error) : null} retry={() => failed?.refetch()} />
      <div className={may("scheduling.bookings.make") ? "sched-with-list" : ""}>
        <div className="sched-board">
          {view === "day" && boards[0] && <CapacityStrip rules={rules} board={boards[0]} />}
          {boards.length < days.length && !failed && <Skeleton active />}
          {boards[0] && lanes.length === 0 && (
            <Empty text={t("scheduling.no_resources")} hint={t("scheduling.no_resources_hint")} />
          )}
          {view === "day" && boards[0] && lanes.length > 0 && <DayBoard {...shared} board={boards[0]} hours={hours} />}
          {view === "day" && boards[0] && <WithoutLane board={boards[0]} onOpen={setOpened} />}
          {view === "week" && boards.length === days.length && (
            <WeekBoard {...shared} boards={boards} rules={rules} onDay={(one) => set({ day: one, view: null })} />
          )}
          <DragWords
            drag={drag}
            board={boards.find((one) => one.day === drag.draft?.day)}
            hours={hours}
            rules={rules}
          />
        </div>
        {may("scheduling.bookings.make") && <Unscheduled day={day} drag={drag} onPick={setPlacing} />}
      </div>
      {opened && (
        <BookingDrawer
          booking={boards.flatMap(({ bookings }) => bookings).find(({ id }) => id === opened.id) ?? opened}
          board={current}
          onClose={() => setOpened(null)}
          onMove={(booking) => {
            setOpened(null);
            setPlacing(draftOf(booking, null, isoDay(new Date(booking.starts_at)), zone));
          }}
          onBook={(order) => {
            setOpened(null);
            setPlacing({ booking: null, order, ...alongside(opened, order, zone) });
          }}
        />
      )}
      {placing && (
        <PlaceDialog
          draft={placing}
          onClose={() => setPlacing(null)}
          onDone={(booking) => {
            setPlacing(null);
            setPlaced(booking);
          }}
        />
      )}
    </Page>
  );
}

/** Appointments that hold no person and no room, as a fitting does: nowhere on the board, but not forgotten. */
function WithoutLane({ board, onOpen }: { board: Board; onOpen: (booking: Booking) => void }) {
  const t = useT();
  const held = new Set(board.lanes.flatMap(({ entries }) => entries.map(({ booking_id }) => booking_id)));
  const rest = board.bookings.filter(({ id, state }) => state !== "CANCELLED" && !held.has(id));
  if (rest.length === 0) return null;
  return (
    <div className="sched-picks" role="group" aria-label={t("scheduling.without_lane")}>
      <span className="quiet">{t("scheduling.without_lane")}</span>
      {rest.map((one) => (
        <Button key={one.id} onClick={() => onOpen(one)}>
          {clockTime(one.starts_at)} {word("booking", one.kind)} {nameOf(one, board.orders)}
        </Button>
      ))}
    </div>
  );
}

/** Another appointment of an order is mostly the fitting, the day before its shoot (SCH-04). */
function alongside(booking: Booking, order: Order, zone: string) {
  const day = isoDay(new Date(booking.starts_at));
  const kind: Kind = isShoot(booking.kind) ? "FITTING" : "LAYOUT_REVIEW";
  const before = dayAfter(day, -1) > isoDay() ? dayAfter(day, -1) : isoDay();
  const on = kind === "FITTING" ? before : day;
  const start = minutesOn(day, booking.starts_at, zone);
  return { kind, day: on, start, minutes: usualMinutes(kind, order.category), lane: null, from: null };
}

function Frozen({ board }: { board: Board | undefined }) {
  const t = useT();
  if (!board) return null;
  const count = t("scheduling.bookings", { count: board.bookings.length });
  return board.frozen_at ? (
    <>
      {count} · {t("scheduling.frozen", { time: clockTime(board.frozen_at) })}
    </>
  ) : (
    <>{count}</>
  );
}

function Toolbar(props: {
  day: string;
  view: View;
  groups: readonly Group[];
  set: (more: Record<string, string | null>) => void;
  go: (days: number) => void;
}) {
  const { day, view, groups, set, go } = props;
  const t = useT();
  const toggle = (group: Group) => {
    const all = Object.keys(GROUPS) as Group[];
    const next = all.filter((one) => (one === group ? !groups.includes(one) : groups.includes(one)));
    set({ rows: next.join(",") || null });
  };
  return (
    <div className="sched-tools">
      <span className="sched-rows" role="group" aria-label={t("scheduling.rows")}>
        {(["teams", "rooms", "seats", "people", "dresses"] as const).map((group) => (
          <button key={group} type="button" aria-pressed={groups.includes(group)} onClick={() => toggle(group)}>
            {t(`scheduling.group.${group}`)}
          </button>
        ))}
      </span>
      <Segmented<View>
        value={view}
        onChange={(next) => set({ view: next === "week" ? "week" : null })}
        options={[
          { value: "day", label: t("scheduling.view.day") },
          { value: "week", label: t("scheduling.view.week") },
        ]}
      />
      <Button aria-label={t("scheduling.earlier")} onClick={() => go(-1)}>
        ‹
      </Button>
      <Button onClick={() => set({ day: null })}>{t("scheduling.today")}</Button>
      <Button aria-label={t("scheduling.later")} onClick={() => go(1)}>
        ›
      </Button>
      <DayInput
        className="sched-date"
        label={t("scheduling.day")}
        value={day}
        onChange={(next) => set({ day: next })}
      />
    </div>
  );
}

/** What the wish under the pointer would mean, before it is let go. */
function DragWords(props: {
  drag: Dragging;
  board: Board | undefined;
  hours: [number, number];
  rules: readonly Rule[];
}) {
  const { drag, board, hours, rules } = props;
  const t = useT();
  const { time_zone: zone } = useBranch();
  const { draft, refusal } = drag;
  if (!draft)
    return (
      <p className="drag-words is-clash" role="status">
        {refusal}
      </p>
    );
  const clashes = clashesOf(draft, board, zone);
  const lane = board?.lanes.find(({ resource_id }) => resource_id === draft.lane)?.name;
  const when = `${clockOfMinutes(draft.start)}–${clockOfMinutes(draft.start + draft.minutes)}`;
  const first = clashes[0];
  const full = fullFor(draft, board, rules)[0];
  const free = first ? freeNearby(draft, board, zone, hours).map(clockOfMinutes).join(" · ") : "";
  return (
    <p className={first || full ? "drag-words is-clash" : "drag-words"} role="status">
      <b>
        {plainDay(draft.day)} {when}
      </b>{" "}
      {lane} {first ? `${t("scheduling.in_the_way")}: ${clashWords(first)}` : !full && t("scheduling.free")}
      {full && ` ${ruleName(full.rule)} ${full.count}/${full.rule.hard} ${t("scheduling.full")}`}
      {free && ` · ${t("scheduling.free_times")} ${free}`}
    </p>
  );
}

function Placed({ booking, onClose }: { booking: Booking; onClose: () => void }) {
  const t = useT();
  const warnings = (booking.warnings ?? []).map(({ code, detail }) => {
    const key = `scheduling.notice.${code.replaceAll(".", "_")}`;
    return hasText(key) ? t(key) : detail;
  });
  const when = `${plainDay(booking.day)} ${clockTime(booking.starts_at)}`;
  const names = booking.resources.map(({ name }) => name).join(" · ");
  return (
    <Alert
      type={warnings.length > 0 ? "warning" : "success"}
      showIcon
      closable={{ onClose }}
      title={t("scheduling.placed", { what: word("booking", booking.kind), when })}
      description={[names, ...warnings].filter(Boolean).join(" · ")}
    />
  );
}

/** `?order=…` from the job sheet: opens its next booking, or asks for a time. */
function useOrderFromAddress(
  orderId: string | null,
  onFound: (draft: Draft | null, booking: Booking | null) => void,
): void {
  const { data } = useOrderScheduling(orderId);
  const latest = useRef(onFound);
  latest.current = onFound;
  useEffect(() => {
    if (!orderId || data?.order.order_id !== orderId) return;
    const open = data.bookings.filter(({ state, ends_at }) => isOpen(state) && new Date(ends_at) > businessNow());
    const waits = data.reshoots.some(({ next_booking_id }) => !next_booking_id);
    if (open[0] && !waits) {
      latest.current(null, open[0]);
      return;
    }
    const shot = data.bookings.some(({ kind, state }) => isShoot(kind) && state !== "CANCELLED");
    const chosen = data.bookings.some(({ kind, state }) => kind === "SELECTION" && state !== "CANCELLED");
    const kind: Kind = waits ? "RESHOOT" : chosen ? "PICKUP" : shot ? "SELECTION" : "SHOOT";
    const { order } = data;
    const day = order.wanted_date && order.wanted_date > isoDay() && !shot ? order.wanted_date : dayAfter(isoDay(), 1);
    const minutes = usualMinutes(kind, order.category);
    latest.current({ booking: null, order, kind, day, start: 540, minutes, lane: null, from: null }, null);
  }, [orderId, data]);
}
