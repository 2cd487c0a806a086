import { answer, api, type components } from "@/api";
import { dayAndTime } from "@/format";
import { useT, word } from "@/i18n";
import { Dialog, OrderBadge, QueueTable, StaffName } from "@/ui";
import type { Subject } from "./wish-forms";

type Wish = components["schemas"]["customer_service_WishOut"];

/** States of a call that somebody still makes. */
const OPEN: readonly string[] = ["PLANNED", "DUE", "OVERDUE"];

/** How far telling this customer is. */
function HowFar({ wish }: { wish: Wish }) {
  const t = useT();
  if (!wish.order_id) return <span className="quiet">{t("customer-service.wishes.only_counts")}</span>;
  // Given up, not reached, or nobody may call: he will not hear of it from us.
  const uncalled = wish.state === "AVAILABLE" && !OPEN.includes(wish.contact_state ?? "");
  if (uncalled) return <span className="quiet">{t("customer-service.wishes.not_told")}</span>;
  return <span className="tag">{word("customer-service.wishes.wish_state", wish.state)}</span>;
}

/** Who asked for it, by order, how he was helped meanwhile, and whether he knows. */
export function WhoWished({ subject, onClose }: { subject: Subject; onClose: () => void }) {
  const t = useT();
  return (
    <Dialog title={subject.name} footer={null} width={900} onCancel={onClose}>
      <QueueTable<Wish>
        label={t("customer-service.wishes.who")}
        queryKey={["customer-service", "wishes", "who", subject.id]}
        fetch={(cursor) =>
          answer(
            api.GET("/v1/wish-subjects/{subject_id}/wishes", {
              params: { path: { subject_id: subject.id }, query: { cursor } },
            }),
          )
        }
        live={["contact."]}
        rowId={(row) => row.id}
        empty={t("customer-service.wishes.none")}
        columns={[
          {
            id: "order",
            title: t("order.number"),
            show: (row) => row.order_id && <OrderBadge id={row.order_id} number={row.order_number ?? undefined} />,
          },
          { id: "state", title: t("field.state"), show: (row) => <HowFar wish={row} /> },
          { id: "helped", title: t("customer-service.wishes.helped_short"), show: (row) => row.helped },
          {
            id: "noted",
            title: t("customer-service.wishes.noted_by"),
            show: (row) => (
              <span>
                <StaffName id={row.noted_by} /> <span className="quiet no-wrap">{dayAndTime(row.noted_at)}</span>
              </span>
            ),
          },
        ]}
      />
    </Dialog>
  );
}
