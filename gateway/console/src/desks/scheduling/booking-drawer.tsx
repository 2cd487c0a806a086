import { Button, Checkbox } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { answer, api, useCommand } from "@/api";
import { clockTime, dayAndTime, isoDay } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import { ClockInput, ConfirmAction, CountInput, Field, Form, OrderBadge, ProblemAlert, StaffName } from "@/ui";
import { useShortcut } from "@/shell/shortcuts";
import { Dialog } from "./dialog";
import { CustomerNames } from "./desk-nav";
import { clockOfMinutes, minutesOfClock, minutesOn, momentAt } from "./moments";
import { useOrderScheduling } from "./readings";
import { artistLate, fixedBecause, isOpen, type Board, type Booking, type Order } from "./planning";

const STALE = [["scheduling"], ["today"], ["order"]] as const;

/** A booking with what may be done with it. */
export function BookingDrawer(props: {
  booking: Booking;
  board: Board | undefined;
  onClose: () => void;
  onMove: (booking: Booking) => void;
  /** Something else for the same order: a fitting before the shoot, a review after it. */
  onBook: (order: Order) => void;
}) {
  const { booking, board, onClose, onMove, onBook } = props;
  const t = useT();
  const may = useMay();
  const order = board?.orders.find(({ order_id }) => order_id === booking.order_id);
  const open = isOpen(booking.state);
  const here = board !== undefined && fixedBecause(booking, board) === "here";
  const cancel = useCommand<string>({
    run: (reason) => {
      const path = { booking_id: booking.id };
      return answer(api.POST("/v1/bookings/{booking_id}/cancellation", { params: { path }, body: { reason } }));
    },
    onDone: onClose,
    invalidates: STALE,
  });
  const mayBook = may("scheduling.bookings.make") && open;
  const day = isoDay(new Date(booking.starts_at));
  return (
    <Dialog
      footer={null}
      onCancel={onClose}
      title={`${word("booking", booking.kind)} · ${dayAndTime(booking.starts_at)}–${clockTime(booking.ends_at)}`}
    >
      <div className="stack">
        <dl className="facts">
          <dt>{t("order.number")}</dt>
          <dd>
            <OrderBadge id={booking.order_id} number={order?.number} customerNumber={order?.customer_number} />
          </dd>
          <dt>{t("order.customer")}</dt>
          <dd>
            <CustomerNames orderId={booking.order_id} />
          </dd>
          <dt>{t("order.category")}</dt>
          <dd>
            {word("category", booking.category)} · {word("value", booking.location)}
          </dd>
          <dt>{t("order.with")}</dt>
          <dd>{booking.resources.map(({ name }) => name).join(" · ")}</dd>
          <dt>{t("order.state")}</dt>
          <dd>
            {word("booking_state", booking.state)}
            {booking.arrival_at && ` · ${t("scheduling.arrives", { time: clockTime(booking.arrival_at) })}`}
          </dd>
          {booking.artist_due_at && (
            <>
              <dt>{t("scheduling.kind.MAKEUP_ARTIST")}</dt>
              <dd className={artistLate(booking) ? "red" : ""}>
                {booking.artist_here_at
                  ? t("scheduling.artist_here", { time: clockTime(booking.artist_here_at) })
                  : t("scheduling.artist_due", { time: clockTime(booking.artist_due_at) })}{" "}
                {artistLate(booking)}
              </dd>
            </>
          )}
          <dt>{t("field.made_by")}</dt>
          <dd>
            <StaffName id={booking.made_by} />
          </dd>
          {booking.reason && (
            <>
              <dt>{t("form.reason")}</dt>
              <dd>{booking.reason}</dd>
            </>
          )}
        </dl>
        {booking.kind === "FITTING" && booking.state === "DONE" && <Fitted booking={booking} />}
        {open && !here && may("scheduling.bookings.confirm") && <ConfirmForm booking={booking} onDone={onClose} />}
        {open && booking.kind === "FITTING" && may("scheduling.fittings.record") && (
          <FittingForm booking={booking} board={board} onDone={onClose} />
        )}
        {mayBook && here && (
          <p>
            {t("scheduling.fixed.here")}{" "}
            <Link to={`/scheduling/shoot-day?day=${day}`}>{t("scheduling.page.wall")}</Link>
          </p>
        )}
        {mayBook && (
          <div className="row-actions">
            {!here && <MoveButton onMove={() => onMove(booking)} />}
            {order && <Button onClick={() => onBook(order)}>{t("scheduling.book_more")}</Button>}
            {!here && (
              <ConfirmAction
                label={t("scheduling.give_up")}
                question={t("scheduling.give_up_question")}
                command={cancel}
                input={(reason) => reason}
                reason
                button={{ danger: true }}
              />
            )}
          </div>
        )}
      </div>
    </Dialog>
  );
}

function MoveButton({ onMove }: { onMove: () => void }) {
  const t = useT();
  useShortcut("m", t("scheduling.move"), onMove);
  return (
    <Button onClick={onMove}>
      {t("scheduling.move")} <kbd aria-hidden>M</kbd>
    </Button>
  );
}

/** The arrival the customer has promised (SCH-01); Enter confirms the booked time. */
export function ConfirmForm({ booking, onDone }: { booking: Booking; onDone: () => void }) {
  const t = useT();
  const { time_zone: zone } = useBranch();
  const day = isoDay(new Date(booking.starts_at));
  const promised = booking.arrival_at ?? booking.starts_at;
  const [clock, setClock] = useState(clockOfMinutes(minutesOn(day, promised, zone)));
  const minutes = minutesOfClock(clock);
  const confirm = useCommand<string>({
    run: (arrival_at) => {
      const path = { booking_id: booking.id };
      return answer(api.POST("/v1/bookings/{booking_id}/confirmation", { params: { path }, body: { arrival_at } }));
    },
    onDone,
    invalidates: STALE,
  });
  return (
    <Form
      onSend={() => {
        if (minutes !== null) void confirm.submit(momentAt(day, minutes, zone));
      }}
    >
      <div className="sched-inline">
        <Field name="arrival_at" needed label={t("scheduling.arrival")}>
          <ClockInput autoFocus value={clock} onChange={setClock} />
        </Field>
        <Button type="primary" htmlType="submit" disabled={minutes === null} loading={confirm.pending}>
          {t(booking.arrival_at ? "scheduling.confirm_again" : "scheduling.confirm")}
        </Button>
      </div>
      <ProblemAlert problem={confirm.problem} retry={confirm.retry} />
    </Form>
  );
}

/** What was chosen beyond the package is paid for (SHO-14). */
function Fitted({ booking }: { booking: Booking }) {
  const t = useT();
  const { data } = useOrderScheduling(booking.order_id);
  const fitted = data?.fittings?.find((one) => one.booking_id === booking.id);
  if (!fitted) return null;
  return (
    <p className={fitted.extra_choices > 0 ? "down" : "quiet"}>
      {t("scheduling.fitted", { count: fitted.dress_ids.length, extra: fitted.extra_choices })}{" "}
      <StaffName id={fitted.recorded_by} />
    </p>
  );
}

interface Chosen {
  dress_ids: string[];
  extra_choices: number;
}

/** Which dresses were chosen; they are held for the shoot (SCH-04). */
function FittingForm(props: { booking: Booking; board: Board | undefined; onDone: () => void }) {
  const { booking, board, onDone } = props;
  const t = useT();
  const [chosen, setChosen] = useState<string[]>([]);
  const [extra, setExtra] = useState(0);
  const fit = useCommand<Chosen>({
    run: (body) => {
      const path = { booking_id: booking.id };
      return answer(api.POST("/v1/bookings/{booking_id}/fitting", { params: { path }, body }));
    },
    onDone,
    invalidates: STALE,
  });
  const dresses = (board?.lanes ?? []).filter(({ kind }) => kind === "DRESS");
  return (
    <div className="stack">
      <Field
        role="group"
        aria-label={t("scheduling.dresses_chosen")}
        name="dress_ids"
        label={t("scheduling.dresses_chosen")}
        group
      >
        <Checkbox.Group
          className="sched-dresses"
          value={chosen}
          onChange={setChosen}
          options={dresses.map(({ resource_id, name }) => ({ value: resource_id, label: name }))}
        />
      </Field>
      <div className="sched-inline">
        <Field name="extra_choices" label={t("scheduling.extra_choices")}>
          <CountInput
            most={100}
            value={extra}
            onChange={(count, typed) => (count !== null || typed === "") && setExtra(count ?? 0)}
          />
        </Field>
        <Button
          type="primary"
          disabled={chosen.length === 0}
          loading={fit.pending}
          onClick={() => void fit.submit({ dress_ids: chosen, extra_choices: extra })}
        >
          {t("scheduling.record_fitting")}
        </Button>
      </div>
      <ProblemAlert problem={fit.problem} retry={fit.retry} />
    </div>
  );
}
