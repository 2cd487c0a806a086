import type { CSSProperties, KeyboardEvent } from "react";
import { businessNow, clockTime, isoDay } from "@/format";
import { t, useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { awayWords } from "./away";
import { nudged, type Dragging } from "./dragging";
import { clockOfMinutes, minutesOn } from "./moments";
import {
  artistLate,
  clashesOf,
  fixedBecause,
  GROUPS,
  STEP,
  type Board,
  type Booking,
  type Draft,
  type Entry,
  type Group,
  type Lane,
  type Order,
} from "./planning";

/** What the boards of the day and of the week are given. */
export interface BoardProps {
  groups: readonly Group[];
  drag: Dragging;
  mayBook: boolean;
  onOpen: (booking: Booking) => void;
  onDrop: (draft: Draft) => void;
}

/** The lanes of the chosen groups, in their order. */
export function lanesIn(board: Board, groups: readonly Group[]): Lane[] {
  return groups.flatMap((group) => GROUPS[group].flatMap((kind) => board.lanes.filter((lane) => lane.kind === kind)));
}

/** How a booking is called on the board: the customer number, else the order's. */
export function nameOf(booking: Booking, orders: readonly Order[]): string {
  const order = orders.find(({ order_id }) => order_id === booking.order_id);
  return order?.customer_number ?? order?.number ?? "";
}

/** An order's number without its branch, which the whole board belongs to: a short bar shows what differs. */
const briefly = (name: string) => name.replace(/^[A-Z][A-Z0-9]+-(?=\d{6}-)/, "");

/** The wish a booking begins with when it is taken from a lane. */
export function draftOf(booking: Booking, lane: string | null, day: string, zone: string): Draft {
  const start = minutesOn(day, booking.starts_at, zone);
  const minutes = minutesOn(day, booking.ends_at, zone) - start;
  return { booking, order: null, kind: booking.kind, day, start, minutes, lane, from: lane };
}

/** Whether a booking may be taken hold of, and the sentence that says why it may not. */
export function holdOf(booking: Booking, { mayBook }: BoardProps, board: Board): { movable: boolean; why: string } {
  const fixed = fixedBecause(booking, board);
  return { movable: mayBook && !fixed, why: mayBook && fixed ? t(`scheduling.fixed.${fixed}`) : "" };
}

/** A day: resources down, hours across; the wish that is being dragged lies over it. */
export function DayBoard(props: BoardProps & { board: Board; hours: [number, number] }) {
  const { board, hours, groups, drag } = props;
  useT();
  const { time_zone: zone } = useBranch();
  const [first, last] = hours;
  const marks = Array.from({ length: (last - first) / 60 }, (_, at) => first + at * 60);
  const now = board.day === isoDay() ? minutesOn(board.day, businessNow().toISOString(), zone) : -1;
  const clashing = new Set(
    drag.draft ? clashesOf(drag.draft, board, zone).map(({ lane, entry }) => lane.resource_id + entry.starts_at) : [],
  );
  return (
    <div
      className="board"
      style={{ "--hours": marks.length } as CSSProperties}
      role="group"
      aria-label={t("scheduling.page.board")}
    >
      <div className="board-head">
        <span className="lane-name" />
        <div className="board-hours">
          {marks.map((minutes) => (
            <span key={minutes}>{clockOfMinutes(minutes)}</span>
          ))}
        </div>
      </div>
      {groups.map((group) => {
        const lanes = lanesIn(board, [group]);
        if (lanes.length === 0) return null;
        return (
          <section key={group} aria-label={t(`scheduling.group.${group}`)}>
            <h2 className="board-group">{t(`scheduling.group.${group}`)}</h2>
            {lanes.map((lane) => (
              <div className="lane" key={lane.resource_id}>
                <span className="lane-name" title={lane.name}>
                  {lane.name}
                </span>
                <div
                  className="lane-track"
                  data-lane={lane.resource_id}
                  data-day={board.day}
                  data-first={first}
                  data-last={last}
                >
                  {lane.entries.map((entry) => (
                    <Bar
                      key={entry.starts_at + (entry.booking_id ?? "")}
                      {...props}
                      lane={lane}
                      entry={entry}
                      zone={zone}
                      clashes={clashing.has(lane.resource_id + entry.starts_at)}
                    />
                  ))}
                  {now >= first && now <= last && (
                    <i className="board-now" style={{ left: `${((now - first) / (last - first)) * 100}%` }} />
                  )}
                  {drag.draft?.day === board.day && drag.draft.lane === lane.resource_id && (
                    <Ghost draft={drag.draft} hours={hours} clashes={clashing.size > 0} />
                  )}
                </div>
              </div>
            ))}
          </section>
        );
      })}
    </div>
  );
}

const spot = (start: number, end: number, [first, last]: [number, number]) => ({
  left: `${((Math.max(start, first) - first) / (last - first)) * 100}%`,
  width: `${((Math.min(end, last) - Math.max(start, first)) / (last - first)) * 100}%`,
});

function Ghost({ draft, hours, clashes }: { draft: Draft; hours: [number, number]; clashes: boolean }) {
  const end = draft.start + draft.minutes;
  return (
    <div className={clashes ? "ghost ghost-clash" : "ghost"} style={spot(draft.start, end, hours)}>
      {clockOfMinutes(draft.start)}–{clockOfMinutes(end)}
    </div>
  );
}

interface BarProps extends BoardProps {
  board: Board;
  hours: [number, number];
  lane: Lane;
  entry: Entry;
  zone: string;
  clashes: boolean;
}

function Bar(props: BarProps) {
  const { board, hours, lane, entry, zone, clashes, drag, onOpen, onDrop, groups } = props;
  const start = minutesOn(board.day, entry.starts_at, zone);
  const end = minutesOn(board.day, entry.ends_at, zone);
  if (end <= hours[0] || start >= hours[1]) return null;
  const style = spot(start, end, hours);
  const times = `${clockTime(entry.starts_at)}–${clockTime(entry.ends_at)}`;
  const booking = board.bookings.find(({ id }) => id === entry.booking_id);
  if (!booking) {
    const why = awayWords(entry.note);
    return (
      <div className={clashes ? "bar bar-away bar-clash" : "bar bar-away"} style={style} title={`${times} ${why}`}>
        {why}
      </div>
    );
  }
  const { movable, why } = holdOf(booking, props, board);
  const base = draftOf(booking, lane.resource_id, board.day, zone);
  const name = nameOf(booking, board.orders);
  const lifted = drag.draft?.booking?.id === booking.id;
  const steer = (event: KeyboardEvent) => {
    if (!movable) {
      if (event.key.startsWith("Arrow")) drag.refuse(why);
      return;
    }
    const present = lifted && drag.draft ? drag.draft : base;
    if (event.key === "Escape" && lifted) drag.setDraft(null);
    else if (event.key === "Enter" && lifted) {
      drag.setDraft(null);
      onDrop(present);
    } else {
      const same = lanesIn(board, groups).filter(({ kind }) => kind === lane.kind);
      const ids = same.map(({ resource_id }) => resource_id);
      const next = nudged(present, event.key, event.shiftKey, ids, STEP);
      if (!next) return;
      drag.setDraft(next);
    }
    event.preventDefault();
  };
  const look = ["bar", `bar-${booking.kind.toLowerCase()}`, `bar-${booking.state.toLowerCase()}`];
  if (clashes) look.push("bar-clash");
  const waits = artistLate(booking);
  if (waits) look.push("bar-late");
  if (lifted) look.push("bar-lifted");
  if (!movable) look.push("bar-fixed");
  const told = [`${times} ${word("booking", booking.kind)} ${name}`, word("booking_state", booking.state), why];
  if (waits) told.push(`${t("scheduling.artist_late")} ${waits}`);
  return (
    <button
      type="button"
      className={look.join(" ")}
      style={style}
      title={told.filter(Boolean).join(" · ")}
      aria-label={`${name} ${word("booking", booking.kind)}, ${times}, ${lane.name}${waits && `, ${t("scheduling.artist_late")}`}`}
      onPointerDown={(event) => (movable ? drag.press(event, base) : drag.refuse(why))}
      onKeyDown={steer}
      onBlur={() => drag.letGo()}
      onClick={() => {
        if (!drag.dragged()) onOpen(booking);
      }}
    >
      <b className="number">{briefly(name)}</b> <span>{word("booking", booking.kind)}</span>
      {movable && <i className="bar-end" onPointerDown={(event) => drag.press(event, base, true)} />}
    </button>
  );
}
