import { useNavigate } from "react-router";
import { answer, api, type components } from "@/api";
import { dayAndTime } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { LateTag, StaffName, Page, QueueTable } from "@/ui";

type Row = components["schemas"]["customer_service_ContactOut"];

/** The branch's contacts. */
export function Contacts() {
  const t = useT();
  const go = useNavigate();
  const { id: branch_id } = useBranch();
  return (
    <Page title={t("customer-service.title")}>
      <QueueTable<Row>
        label={t("customer-service.title")}
        queryKey={["customer-service", "contacts", branch_id]}
        fetch={(cursor) => answer(api.GET("/v1/contacts", { params: { query: { branch_id, cursor } } }))}
        live={["contact.", "job_sheet"]}
        rowId={(row) => row.id}
        empty={t("customer-service.empty")}
        onOpen={(row) => row.order_id && go(`/orders/${row.order_id}`)}
        columns={[
          {
            id: "due",
            title: t("order.due"),
            show: (row) => (
              <>
                {dayAndTime(row.due_at)} <LateTag due={row.due_at} />
              </>
            ),
          },
          { id: "rule", title: t("order.reason"), show: (row) => word("rule", row.rule) },
          { id: "kind", title: t("order.kind"), show: (row) => word("contact_kind", row.kind) },
          { id: "who", title: t("order.who"), show: (row) => <StaffName id={row.assignee_id} /> },
          { id: "state", title: t("order.state"), show: (row) => word("contact_state", row.state) },
        ]}
      />
    </Page>
  );
}
