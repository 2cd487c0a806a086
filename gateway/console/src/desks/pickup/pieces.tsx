import { useNavigate } from "react-router";
import { answer, api, type components } from "@/api";

import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { OrderBadge, Page, QueueTable } from "@/ui";

type Row = components["schemas"]["pickup_PieceOut"];

/** Pieces expected and here. */
export function Pieces() {
  const t = useT();
  const go = useNavigate();
  const { id: branch_id } = useBranch();
  return (
    <Page title={t("pickup.title")}>
      <QueueTable<Row>
        label={t("pickup.title")}
        queryKey={["pickup", "pieces", branch_id]}
        fetch={(cursor) => answer(api.GET("/v1/expected-pieces", { params: { query: { branch_id, cursor } } }))}
        live={["piece.", "pieces.", "order.ready", "handover."]}
        rowId={(row) => row.id}
        empty={t("pickup.empty")}
        onOpen={(row) => row.order_id && go(`/orders/${row.order_id}`)}
        columns={[
          { id: "code", title: t("order.piece"), show: (row) => <span className="number">{row.code}</span> },
          { id: "name", title: t("order.product"), show: (row) => row.name },
          { id: "order", title: t("order.number"), show: (row) => <OrderBadge id={row.order_id} /> },
          { id: "shelf", title: t("order.shelf"), show: (row) => row.shelf ?? "–" },
          { id: "state", title: t("order.state"), show: (row) => word("piece_state", row.state) },
        ]}
      />
    </Page>
  );
}
