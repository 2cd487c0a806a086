import { useNavigate } from "react-router";
import { call, type Page as Batch } from "@/api";
import type { Money } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { LateTag, OrderBadge, OwesTag, StaffName, Page, QueueTable } from "@/ui";

interface Row {
  order_id: string;
  number: string | null;
  customer_number: string | null;
  stage: string;
  late_since: string | null;
  owner_id: string | null;
  owed: Money | null;
}

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
        fetch={(cursor) => call<Batch<Row>>("GET", "/v1/job-sheets", { query: { branch_id, cursor, late: true } })}
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
