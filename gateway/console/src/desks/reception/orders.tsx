import { useNavigate } from "react-router";
import { answer, api, type components } from "@/api";

import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { OrderBadge, StaffName, Page, QueueTable } from "@/ui";

type Row = components["schemas"]["reception_OrderOut"];

/** The branch's orders. */
export function Orders() {
  const t = useT();
  const go = useNavigate();
  const { id: branch_id } = useBranch();
  return (
    <Page title={t("reception.title")}>
      <QueueTable<Row>
        label={t("reception.title")}
        queryKey={["reception", "orders", branch_id]}
        fetch={(cursor) => answer(api.GET("/v1/orders", { params: { query: { branch_id, cursor } } }))}
        live={["order.", "payment."]}
        rowId={(row) => row.id}
        empty={t("reception.empty")}
        onOpen={(row) => go(`/orders/${row.id}`)}
        columns={[
          { id: "number", title: t("order.number"), show: (row) => <OrderBadge id={row.id} number={row.number} /> },
          { id: "category", title: t("order.category"), show: (row) => word("category", row.category) },
          { id: "owner", title: t("order.owner"), show: (row) => <StaffName id={row.owner_id} /> },
          { id: "state", title: t("order.stage"), show: (row) => word("stage", row.state) },
        ]}
      />
    </Page>
  );
}
