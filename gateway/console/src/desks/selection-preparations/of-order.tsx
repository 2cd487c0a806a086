import { useQuery } from "@tanstack/react-query";
import { answer, api, asProblem } from "@/api";
import { dayAndTime } from "@/format";
import { useT } from "@/i18n";
import { ProblemAlert } from "@/ui";
import { HowFar, LIVE, PhotosHere, PREPARATIONS, Tick, useTick } from "./preparation";

/** What is laid ready for the selection of an order, beside the call that reminds of it (REC-12). */
export default function PreparationOfOrder({ orderId, branchId }: { orderId: string; branchId: string }) {
  const t = useT();
  const tick = useTick();
  const query = { order_id: orderId, branch_id: branchId };
  const found = useQuery({
    queryKey: [...PREPARATIONS, "order", orderId],
    queryFn: async () => (await answer(api.GET("/v1/selection-preparations", { params: { query } }))).items,
    meta: { live: LIVE, subject: orderId },
  });
  if (!found.error && !found.data?.length) return null;
  return (
    <section aria-label={t("selection-preparations.of_order")}>
      <h3>{t("selection-preparations.of_order")}</h3>
      <ProblemAlert problem={found.error ? asProblem(found.error) : null} retry={() => found.refetch()} />
      <ProblemAlert problem={tick.problem} retry={tick.retry} />
      {found.data?.map((row) => (
        <ul key={row.booking_id} className="plain-list">
          <li className="line">
            <span className="line-main">
              {dayAndTime(row.starts_at)} · <PhotosHere row={row} />
            </span>
            <HowFar row={row} />
          </li>
          <li>
            <Tick row={row} point="DISC_BURNT" tick={tick} label />
          </li>
          <li>
            <Tick row={row} point="ORDER_PULLED" tick={tick} label />
          </li>
        </ul>
      ))}
    </section>
  );
}
