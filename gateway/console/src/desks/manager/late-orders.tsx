import { useNavigate, useSearchParams } from "react-router";
import { Segmented } from "antd";
import { answer, api, type components } from "@/api";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { LateTag, OrderBadge, OwesTag, PersonNames, QueueTable, StaffName } from "@/ui";
import { DeskPage } from "./desk-page";

type Row = components["schemas"]["customer_service_JobSheetLine"];

/** Orders that are late, or those that owe. */
export function LateOrders() {
  const t = useT();
  const go = useNavigate();
  const [search, setSearch] = useSearchParams();
  const { id: branch_id } = useBranch();
  const owes = search.has("owes");
  const filter = owes ? { owes: true } : { late: true };
  return (
    <DeskPage
      title={t("manager.late.title")}
      actions={
        <Segmented
          aria-label={t("manager.late.title")}
          value={owes ? "owes" : "late"}
          options={[
            { value: "late", label: t("manager.late.late") },
            { value: "owes", label: t("manager.late.owes") },
          ]}
          onChange={(which) => setSearch(which === "owes" ? { owes: "1" } : {}, { replace: true })}
        />
      }
    >
      <QueueTable<Row>
        label={t("manager.late.title")}
        queryKey={["manager", "late-orders", branch_id, owes]}
        fetch={(cursor) => answer(api.GET("/v1/job-sheets", { params: { query: { branch_id, cursor, ...filter } } }))}
        live={["job_sheet"]}
        rowId={(row) => row.order_id}
        empty={t(owes ? "manager.late.none_owe" : "manager.late.empty")}
        onOpen={(row) => go(`/orders/${row.order_id}`)}
        red={(row) => row.late}
        columns={[
          {
            id: "order",
            title: t("order.number"),
            show: (row) => <OrderBadge id={row.order_id} number={row.number} customerNumber={row.customer_number} />,
          },
          { id: "people", title: t("order.customer"), show: (row) => <PersonNames ids={row.person_ids} /> },
          { id: "stage", title: t("order.stage"), show: (row) => word("stage", row.stage) },
          { id: "next", title: t("order.next"), show: (row) => word("step", row.next_step?.code) },
          { id: "late", title: t("order.late"), show: (row) => <LateTag due={row.late_since} /> },
          {
            id: "owes",
            title: t("order.owes"),
            show: (row) => <OwesTag balance={{ amount: row.owed.amount, currency: row.owed.currency ?? "CNY" }} />,
          },
          { id: "owner", title: t("order.owner"), show: (row) => <StaffName id={row.owner_id} /> },
        ]}
      />
    </DeskPage>
  );
}
