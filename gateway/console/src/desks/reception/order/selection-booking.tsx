import { Button, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { answer, api, useCommand } from "@/api";
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

/** Fix the day of the selection: reception clears the balance and books in one go (FIN-03). */
export function SelectionBooking({ part, onPay }: { part: Part; onPay: () => void }) {
  const t = useT();
  const { time_zone } = useBranch();
  const { order } = part;
  const [day, setDay] = useState(() => dayjs(isoDay()).add(3, "day").format("YYYY-MM-DD"));
  const [time, setTime] = useState("10:00");
  const [booked, setBooked] = useState<string | null>(null);
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
    onDone: (made) => setBooked(made.starts_at),
  });
  return (
    <section className="block stack" aria-label={t("step.BOOK_SELECTION")}>
      <h2>{t("step.BOOK_SELECTION")}</h2>
      {booked ? (
        <p role="status">{t("reception.selection.booked", { time: dayAndTime(booked) })}</p>
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
