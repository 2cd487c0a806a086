import { useNavigate } from "react-router";
import { answer, api, type components } from "@/api";
import { businessNow, clockTime, dayAndTime } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { OrderBadge, Page, QueueTable } from "@/ui";

type Row = components["schemas"]["scheduling_BookingOut"];

/** From half a day ago to a week ahead, in whole hours so that the cache key stays. */
function hoursAround(now: Date): { from: string; to: string } {
  const hour = 3_600_000;
  const start = Math.floor(now.getTime() / hour) * hour;
  return { from: new Date(start - 12 * hour).toISOString(), to: new Date(start + 168 * hour).toISOString() };
}

/** The bookings of these days. */
export function Bookings() {
  const t = useT();
  const go = useNavigate();
  const { id: branch_id } = useBranch();
  const { from, to } = hoursAround(businessNow());
  return (
    <Page title={t("scheduling.title")}>
      <QueueTable<Row>
        label={t("scheduling.title")}
        queryKey={["scheduling", "bookings", branch_id, from]}
        fetch={(cursor) => answer(api.GET("/v1/bookings", { params: { query: { branch_id, cursor, from, to } } }))}
        live={["booking.", "shoot."]}
        rowId={(row) => row.id}
        empty={t("scheduling.empty")}
        onOpen={(row) => row.order_id && go(`/orders/${row.order_id}`)}
        columns={[
          {
            id: "time",
            title: t("order.time"),
            show: (row) => `${dayAndTime(row.starts_at)}–${clockTime(row.ends_at)}`,
          },
          { id: "kind", title: t("order.kind"), show: (row) => word("booking", row.kind) },
          { id: "order", title: t("order.number"), show: (row) => <OrderBadge id={row.order_id} /> },
          { id: "with", title: t("order.with"), show: (row) => row.resources.map((one) => one.name).join(" · ") },
          { id: "state", title: t("order.state"), show: (row) => word("booking_state", row.state) },
        ]}
      />
    </Page>
  );
}
