import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { answer, api, asProblem, useCommand } from "@/api";
import { clockTime, fullTime } from "@/format";
import { useT } from "@/i18n";
import { Empty, ProblemAlert } from "@/ui";
import { useBusinessDay } from "../day";
import type { Part } from "../types";
import { comesAgain } from "./again";
import { CheckInWizard } from "./check-in-wizard";

const SHOOTS = ["SHOOT", "RESHOOT"];

/** The customer came for the shoot: begin the check-in, go on where it stopped, or see that it is done (M-43). */
export function CheckInPanel(props: { part: Part; bookingId: string | null; onPay: () => void }) {
  const { part, bookingId, onPay } = props;
  const t = useT();
  const { order } = part;
  const path = { order_id: order.id };
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["reception", "check-in", order.id],
    queryFn: () => answer(api.GET("/v1/orders/{order_id}/check-in", { params: { path } })),
    initialData: part.check_in ?? undefined,
    enabled: part.check_in !== null,
    meta: { live: ["*"], subject: order.id },
  });
  const start = useCommand({
    run: (booking_id: string | null, sent) =>
      answer(
        api.POST("/v1/orders/{order_id}/check-in", { params: { path }, body: { booking_id }, headers: sent.headers }),
      ),
  });
  const { appointments, silent } = useBusinessDay();
  const shoot = appointments.find(
    (one) => one.order_id === order.id && SHOOTS.includes(one.kind) && one.state !== "CANCELLED",
  );
  // While scheduling is silent nobody knows; the customer at the counter does.
  const expected = silent || shoot !== undefined || bookingId !== null;
  if (part.check_in === null) {
    return (
      <section className="block" aria-label={t("reception.check_in.title")}>
        <h2>{t("reception.check_in.title")}</h2>
        <Empty
          text={t("reception.check_in.not_yet")}
          hint={t(expected ? "reception.check_in.not_yet_hint" : "reception.check_in.not_today")}
        />
        <ProblemAlert problem={start.problem} retry={start.retry} />
        <Button
          type={expected ? "primary" : "default"}
          size={expected ? "large" : "middle"}
          loading={start.pending}
          onClick={() => void start.submit(bookingId ?? shoot?.id ?? null)}
        >
          {t("reception.check_in.start")}
        </Button>
      </section>
    );
  }
  if (error) return <ProblemAlert problem={asProblem(error)} retry={() => refetch()} />;
  if (isPending) return <Skeleton active />;
  if (data.finished_at) {
    const again = comesAgain(appointments, order.id, data.booking_id);
    return (
      <section className="block" aria-label={t("reception.check_in.title")}>
        <h2>{t("reception.check_in.title")}</h2>
        <p>{t("reception.check_in.finished", { time: fullTime(data.finished_at) })}</p>
        {data.customer_number && <p className="rc-big number">{data.customer_number}</p>}
        {again && (
          <>
            <p className="down">{t("reception.check_in.again_hint", { time: clockTime(again.starts_at) })}</p>
            <ProblemAlert problem={start.problem} retry={start.retry} />
            <Button type="primary" size="large" loading={start.pending} onClick={() => void start.submit(again.id)}>
              {t("reception.check_in.again")}
            </Button>
          </>
        )}
      </section>
    );
  }
  return <CheckInWizard part={part} checkIn={data} onPay={onPay} />;
}
