import { Button } from "antd";
import { useNavigate } from "react-router";
import { answer, api, type components } from "@/api";
import { dayAndTime } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { LateTag, OrderBadge, Page, PersonNames, QueueTable, StaffName } from "@/ui";
import { ServiceNav } from "./nav";

type Row = components["schemas"]["customer_service_ContactOut"];

function Answered({ row }: { row: Row }) {
  if (row.answer)
    return (
      <span className={row.answer === "DISSATISFIED" ? "tag tag-red" : "tag"}>
        {word("customer-service.answer", row.answer)}
      </span>
    );
  return <span className="quiet">{word("contact_state", row.state)}</span>;
}

/** Return visits and what was answered (CS-11, N-19 … N-22). */
export function ReturnVisits() {
  const t = useT();
  const go = useNavigate();
  const { id: branch_id } = useBranch();
  return (
    <Page
      title={t("customer-service.visits.title")}
      note={t("customer-service.visits.note")}
      actions={
        <Button onClick={() => void go("/customer-service/return-visits/report")}>
          {t("customer-service.report.visits")}
        </Button>
      }
    >
      <ServiceNav />
      <QueueTable<Row>
        label={t("customer-service.visits.title")}
        queryKey={["contacts", "return-visits", branch_id]}
        fetch={(cursor) =>
          answer(api.GET("/v1/contacts", { params: { query: { branch_id, return_visits: true, cursor } } }))
        }
        live={["contact.", "visit."]}
        rowId={(row) => row.id}
        empty={t("customer-service.visits.empty")}
        emptyHint={t("customer-service.visits.empty_hint")}
        onOpen={(row) => void go(`/customer-service?contact=${row.id}`)}
        red={(row) => row.answer === "DISSATISFIED" || row.state === "OVERDUE"}
        columns={[
          {
            id: "due",
            title: t("order.due"),
            show: (row) => (
              <>
                {dayAndTime(row.due_at)} {row.state === "OVERDUE" && <LateTag due={row.due_at} />}
              </>
            ),
          },
          { id: "rule", title: t("order.reason"), show: (row) => word("rule", row.rule) },
          { id: "people", title: t("order.customer"), show: (row) => <PersonNames ids={row.person_ids} /> },
          {
            id: "order",
            title: t("order.number"),
            show: (row) => row.order_id && <OrderBadge id={row.order_id} number={row.order_number} />,
          },
          { id: "answer", title: t("customer-service.visits.answer"), show: (row) => <Answered row={row} /> },
          { id: "who", title: t("order.who"), show: (row) => <StaffName id={row.done_by ?? row.assignee_id} /> },
        ]}
      />
    </Page>
  );
}
