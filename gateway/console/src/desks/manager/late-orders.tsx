import { useNavigate } from "react-router";
import { answer, api, type components } from "@/api";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { LateTag, OrderBadge, OwesTag, StaffName, Page, QueueTable } from "@/ui";

type Row = components["schemas"]["customer_service_JobSheetLine"];

/** Orders that are late. */
export function LateOrders() {
  const t = useT();
  const go = useNavigate();
  const { id: branch_id } = useBranch();
  return (
    <Page title={t("manager.title")}>
      <QueueTable<Row>
        label={t("manager.title")}
        queryKey={["manager", "late-orders", branch_id]}
        fetch={(cursor) => answer(api.GET("/v1/job-sheets", { params: { query: { branch_id, cursor, late: true } } }))}
        live={["job_sheet"]}
        rowId={(row) => row.order_id}
        empty={t("manager.empty")}
        onOpen={(row) => row.order_id && go(`/orders/${row.order_id}`)}
        columns={[
          {
            id: "order",
            title: t("order.number"),
            show: (row) => <OrderBadge id={row.order_id} number={row.number} customerNumber={row.customer_number} />,
          },
          { id: "stage", title: t("order.stage"), show: (row) => word("stage", row.stage) },
          { id: "late", title: t("order.late"), show: (row) => <LateTag due={row.late_since} /> },
          { id: "owes", title: t("order.owes"), show: (row) => <OwesTag balance={row.owed} /> },
          { id: "owner", title: t("order.owner"), show: (row) => <StaffName id={row.owner_id} /> },
        ]}
      />
    </Page>
  );
}
