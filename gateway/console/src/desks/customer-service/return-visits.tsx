import { Button, Segmented } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { answer, api, type components } from "@/api";
import { dayAndTime } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import { LateTag, OrderBadge, Page, PersonNames, QueueTable, StaffName } from "@/ui";
import { ServiceNav } from "./nav";

type Shown = "waiting" | "over";
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

/** Return visits: whom to ask now, the latest first; and what was answered, the last first (CS-11, N-19 … N-22). */
export function ReturnVisits() {
  const t = useT();
  const go = useNavigate();
  const may = useMay();
  const { id: branch_id } = useBranch();
  const [shown, setShown] = useState<Shown>("waiting");
  const asked = shown === "waiting" ? { to_do: true } : { over: true };
  return (
    <Page
      title={t("customer-service.visits.title")}
      note={t("customer-service.visits.note")}
      actions={
        <>
          {may("customer_service.visit_quotas.read") && (
            <Button onClick={() => void go("/customer-service/return-visits/month")}>
              {t("customer-service.quotas.title")}
            </Button>
          )}
          <Button onClick={() => void go("/customer-service/return-visits/report")}>
            {t("customer-service.report.visits")}
          </Button>
        </>
      }
    >
      <ServiceNav />
      <Segmented<Shown>
        aria-label={t("customer-service.visits.shown")}
        value={shown}
        onChange={setShown}
        options={(["waiting", "over"] as const).map((value) => ({
          value,
          label: t(`customer-service.visits.${value}`),
        }))}
      />
      <QueueTable<Row>
        label={t("customer-service.visits.title")}
        queryKey={["contacts", "return-visits", branch_id, shown]}
        fetch={(cursor) =>
          answer(api.GET("/v1/contacts", { params: { query: { branch_id, return_visits: true, ...asked, cursor } } }))
        }
        live={["contact.", "visit."]}
        rowId={(row) => row.id}
        empty={t(shown === "waiting" ? "customer-service.visits.empty" : "customer-service.visits.none_over")}
        emptyHint={t("customer-service.visits.empty_hint")}
        onOpen={(row) => void go(`/customer-service?contact=${row.id}`)}
        red={(row) => row.answer === "DISSATISFIED" || row.state === "OVERDUE"}
        columns={[
          {
            id: "when",
            title: t(shown === "waiting" ? "order.due" : "customer-service.visits.made"),
            show: (row) => (
              <>
                {dayAndTime(row.done_at ?? row.due_at)}{" "}
                {!row.done_at && <LateTag due={row.state === "OVERDUE" ? row.due_at : row.deadline_at} />}
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
