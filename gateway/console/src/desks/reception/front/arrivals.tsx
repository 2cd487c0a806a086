import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { answer, api } from "@/api";
import { businessNow, clockTime } from "@/format";
import { useT, word } from "@/i18n";
import { useMay } from "@/session/session";
import type { Appointment } from "@/today/lines";
import { Empty, LateTag, OwesTag, PersonNames } from "@/ui";
import { toCheckIn } from "../check-in/again";
import type { Order } from "../types";

/** As many orders as one question may name. */
const MOST = 100;

/** Today's arrivals with names and what they owe; a shoot leads to its check-in (M-43, FIN-03). */
export function Arrivals({ appointments, silent }: { appointments: readonly Appointment[]; silent: boolean }) {
  const t = useT();
  const may = useMay();
  const coming = appointments
    .filter((one) => one.state !== "CANCELLED")
    .sort((a, b) => a.starts_at.localeCompare(b.starts_at));
  const ids = [...new Set(coming.map((one) => one.order_id))].sort().slice(0, MOST);
  const { data: orders } = useQuery({
    queryKey: ["reception", "orders", "arriving", ids],
    queryFn: async () => (await answer(api.GET("/v1/orders", { params: { query: { ids, limit: MOST } } }))).items,
    enabled: ids.length > 0 && may("reception.orders.read"),
    placeholderData: keepPreviousData,
    meta: { live: ["order.", "payment.", "customer."] },
  });
  return (
    <section className="block" aria-label={t("reception.arrivals.title")}>
      <h2>
        {t("reception.arrivals.title")} <span className="count">{coming.length}</span>
      </h2>
      {silent && <p className="down">{t("reception.arrivals.silent")}</p>}
      {!silent && coming.length === 0 && (
        <Empty text={t("reception.arrivals.none")} hint={t("reception.arrivals.none_hint")} />
      )}
      <ul className="plain-list">
        {coming.map((one) => (
          <li key={one.id}>
            <Arrival one={one} order={orders?.find(({ id }) => id === one.order_id)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Arrival({ one, order }: { one: Appointment; order: Order | undefined }) {
  const t = useT();
  const over = Date.parse(one.ends_at) < businessNow().getTime();
  const waited = toCheckIn(one, order?.state);
  return (
    <div className="line">
      <span className="line-time">{clockTime(one.starts_at)}</span>
      <span className="line-main rc-wrap">
        {order ? <PersonNames ids={order.person_ids} /> : "…"}{" "}
        <span className="quiet">
          {word("booking", one.kind)}
          {order?.customer_number && ` · ${order.customer_number}`}
        </span>
      </span>
      {waited && one.kind === "SHOOT" && <LateTag due={one.starts_at} />}
      {order && <OwesTag balance={order.balance} />}
      <Link to={`/reception/orders/${one.order_id}?booking=${one.id}`} className={over ? "quiet" : ""}>
        {waited ? t("step.CHECK_IN") : t("reception.open")}
      </Link>
    </div>
  );
}
