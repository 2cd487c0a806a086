import { useNavigate } from "react-router";
import { answer, api, type components } from "@/api";
import { plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { OrderBadge, StaffName, Page, QueueTable } from "@/ui";

type Row = components["schemas"]["post_production_WorkItemOut"];

/** The work queue. */
export function WorkItems() {
  const t = useT();
  const go = useNavigate();
  const { id: branch_id } = useBranch();
  return (
    <Page title={t("post-production.title")}>
      <QueueTable<Row>
        label={t("post-production.title")}
        queryKey={["post-production", "work-items", branch_id]}
        fetch={(cursor) => answer(api.GET("/v1/work-items", { params: { query: { branch_id, cursor } } }))}
        live={["handover_book.", "layout.", "rework.", "production."]}
        rowId={(row) => row.id}
        empty={t("post-production.empty")}
        onOpen={(row) => row.order_id && go(`/orders/${row.order_id}`)}
        columns={[
          {
            id: "order",
            title: t("order.number"),
            show: (row) => <OrderBadge id={row.order_id} />,
          },
          { id: "step", title: t("order.step"), show: (row) => word("work", row.step) },
          { id: "due", title: t("order.due"), show: (row) => plainDay(row.due_on) },
          { id: "who", title: t("order.who"), show: (row) => <StaffName id={row.assignee_id} /> },
          { id: "state", title: t("order.state"), show: (row) => word("work_state", row.state) },
        ]}
      />
    </Page>
  );
}
