import { clockTime, isoDay, plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { awayWords } from "./away";
import { draftOf, holdOf, lanesIn, nameOf, type BoardProps } from "./day-board";
import { dayAfter } from "./moments";
import { clashesOf, loadsOf, type Board, type Booking, type Lane, type Rule } from "./planning";

/** A week: resources down, days across; a booking keeps its time when it is dragged to another day. */
export function WeekBoard(
  props: BoardProps & { boards: readonly Board[]; rules: readonly Rule[]; onDay: (day: string) => void },
) {
  const { boards, rules, groups, drag, onDay } = props;
  const t = useT();
  const lanes = boards[0] ? lanesIn(boards[0], groups) : [];
  return (
    <div className="board board-week" role="group" aria-label={t("scheduling.page.board")}>
      <div className="week-row week-head">
        <span className="lane-name" />
        {boards.map((board) => {
          const full = loadsOf(rules, board).filter((load) => load.full);
          return (
            <button type="button" key={board.day} className="week-day" onClick={() => onDay(board.day)}>
              <b className={board.day === isoDay() ? "is-today" : ""}>{plainDay(board.day)}</b>
              <span className="quiet">{t("scheduling.bookings", { count: board.bookings.length })}</span>
              {full.length > 0 && <span className="tag tag-red">{t("scheduling.full")}</span>}
            </button>
          );
        })}
      </div>
      {lanes.map((lane) => (
        <div className="week-row" key={lane.resource_id}>
          <span className="lane-name" title={lane.name}>
            {lane.name}
          </span>
          {boards.map((board) => (
            <Cell key={board.day} {...props} board={board} lane={lane} target={drag.draft?.day === board.day} />
          ))}
        </div>
      ))}
    </div>
  );
}

function Cell(props: BoardProps & { board: Board; lane: Lane; target: boolean }) {
  const { board, lane, target, drag } = props;
  const { time_zone: zone } = useBranch();
  const over = target && drag.draft?.lane === lane.resource_id;
  const clashes = over && drag.draft !== null && clashesOf(drag.draft, board, zone).length > 0;
  const entries = board.lanes.find(({ resource_id }) => resource_id === lane.resource_id)?.entries ?? [];
  const look = ["week-cell", over ? "is-over" : "", clashes ? "is-clash" : ""];
  return (
    <div className={look.join(" ")} data-lane={lane.resource_id} data-day={board.day}>
      {entries.map((entry) => {
        const booking = board.bookings.find(({ id }) => id === entry.booking_id);
        if (booking) return <Chip key={booking.id} {...props} booking={booking} />;
        return (
          <span className="week-away" key={entry.starts_at} title={awayWords(entry.note)}>
            {awayWords(entry.note)}
          </span>
        );
      })}
    </div>
  );
}

function Chip(props: BoardProps & { board: Board; lane: Lane; booking: Booking }) {
  const { board, lane, booking, drag, onOpen, onDrop } = props;
  const { time_zone: zone } = useBranch();
  const { movable, why } = holdOf(booking, props, board);
  const base = draftOf(booking, lane.resource_id, board.day, zone);
  const lifted = drag.draft?.booking?.id === booking.id;
  const look = ["week-chip", `bar-${booking.kind.toLowerCase()}`, `bar-${booking.state.toLowerCase()}`];
  return (
    <button
      type="button"
      className={`${look.join(" ")} ${lifted ? "bar-lifted" : ""} ${movable ? "" : "bar-fixed"}`}
      title={why || undefined}
      onPointerDown={(event) => (movable ? drag.press(event, base) : drag.refuse(why))}
      onKeyDown={(event) => {
        const days = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
        const present = lifted && drag.draft ? drag.draft : base;
        if (days && !movable) drag.refuse(why);
        else if (days) drag.setDraft({ ...present, day: dayAfter(present.day, days) });
        else if (event.key === "Escape" && lifted) drag.setDraft(null);
        else if (event.key === "Enter" && lifted) {
          drag.setDraft(null);
          onDrop(present);
        } else return;
        event.preventDefault();
      }}
      onBlur={() => drag.letGo()}
      onClick={() => {
        if (!drag.dragged()) onOpen(booking);
      }}
    >
      <span className="number">{clockTime(booking.starts_at)}</span>{" "}
      <b className="number">{nameOf(booking, board.orders)}</b> {word("booking", booking.kind)}
    </button>
  );
}
