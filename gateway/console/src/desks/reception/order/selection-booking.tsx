import { Button, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { answer, api, useCommand } from "@/api";
import { useOrderScheduling } from "@/desks/scheduling/readings";
import { dayAndTime, isoDay } from "@/format";
import { useT } from "@/i18n";
import { useBranch } from "@/session/session";
import { DayInput, Field, OwesTag, ProblemAlert } from "@/ui";
import { momentOf } from "../day";
import type { Part } from "../types";

const HOURS = Array.from({ length: 21 }, (_, half) => {
  const minutes = 9 * 60 + half * 30;
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${minutes % 60 ? "30" : "00"}`;
});

/** When the customer comes to choose, if that is booked already; nothing while scheduling is silent. */
function useBookedSelection(order_id: string): string | null {
  const { data } = useOrderScheduling(order_id);
  const stands = ({ kind, state }: { kind: string; state: string }) =>
    kind === "SELECTION" && (state === "BOOKED" || state === "CONFIRMED");
  return data?.bookings?.find(stands)?.starts_at ?? null;
}

/**
 * Fix the day of the selection: reception clears the balance and books in one go, from the check-in on, while the
 * customer is in the house (FIN-03, SCH-11).
 */
export function SelectionBooking({ part, onPay }: { part: Part; onPay: () => void }) {
  const t = useT();
  const { time_zone } = useBranch();
  const { order } = part;
  const [day, setDay] = useState(() => dayjs(isoDay()).add(3, "day").format("YYYY-MM-DD"));
  const [time, setTime] = useState("10:00");
  const standing = useBookedSelection(order.id);
  const [made, setMade] = useState<{ at: string; outside: boolean } | null>(null);
  const booked = made?.at ?? standing;
  const book = useCommand({
    run: async (starts_at: string, sent) => {
      const path = { order_id: order.id };
      const { token } = await answer(
        api.POST("/v1/orders/{order_id}/clearances", { params: { path }, body: { gate: "SELECTION_BOOKING" } }),
      );
      const body = {
        order_id: order.id,
        kind: "SELECTION" as const,
        starts_at,
        clearance: token,
        location: "STUDIO" as const,
        resource_ids: [],
        dress_ids: [],
        manager_confirmation: false,
      };
      return answer(api.POST("/v1/bookings", { body, headers: sent.headers }));
    },
    onDone: ({ starts_at, warnings }) =>
      setMade({ at: starts_at, outside: (warnings ?? []).some(({ code }) => code === "selection.outside_window") }),
    invalidates: [["scheduling"], ["today"], ["order"]],
  });
  return (
    <section className="block stack" aria-label={t("step.BOOK_SELECTION")}>
      <h2>{t("step.BOOK_SELECTION")}</h2>
      {booked ? (
        <>
          <p role="status">{t("reception.selection.booked", { time: dayAndTime(booked) })}</p>
          {made?.outside && <p className="down">{t("reception.selection.outside")}</p>}
        </>
      ) : (
        <>
          {order.arrears && (
            <p>
              <OwesTag balance={order.balance} /> <Button onClick={onPay}>{t("reception.pay.title")}</Button>
            </p>
          )}
          <div className="rc-fields">
            <Field name="starts_at" label={t("reception.selection.day")} with={time}>
              <DayInput value={day} onChange={setDay} />
            </Field>
            <Field label={t("order.time")}>
              <Select
                showSearch
                value={time}
                onChange={setTime}
                options={HOURS.map((value) => ({ value, label: value }))}
              />
            </Field>
          </div>
          <ProblemAlert problem={book.problem} retry={book.retry} />
          <div>
            <Button
              type="primary"
              loading={book.pending}
              onClick={() => void book.submit(momentOf(day, time, time_zone))}
            >
              {t("step.BOOK_SELECTION")}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
