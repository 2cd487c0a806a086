import { useNavigate } from "react-router";
import { call, type Page as Batch } from "@/api";

import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { OrderBadge, StaffName, Page, QueueTable } from "@/ui";

interface Row {
  id: string;
  number: string;
  state: string;
  category?: string | null;
  owner_id?: string | null;
}

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
        fetch={(cursor) => call<Batch<Row>>("GET", "/v1/orders", { query: { branch_id, cursor } })}
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
