import { answer, api, useCommand, type components } from "@/api";
import { dayAndTime, money, plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { useMay } from "@/session/session";
import { ConfirmAction, StaffName } from "@/ui";
import { CashBacks } from "./cash-back-approvals";
import { CashIncidents } from "./cash-incidents";
import { Damages } from "./damage-approvals";
import { DelayOffers } from "./delay-approvals";
import { DeskPage } from "./desk-page";
import { ReworkDecision } from "./rework-decision";
import { HoldVisit } from "./hold-visit";
import { Invoices } from "./invoice-approvals";
import { Purchases } from "./purchase-approvals";
import { WriteOffs } from "./write-offs";
import { OrderOf, Waiting } from "./waiting";

type Schemas = components["schemas"];

/** Everything that waits for a second person's word, in one place. */
export function Approvals() {
  const t = useT();
  const may = useMay();
  return (
    <DeskPage title={t("manager.approvals.title")} note={t("manager.approvals.note")}>
      <div className="today approvals">
        {may("reception.refunds.approve") && <Refunds />}
        {may("reception.arrears.override") && <Overrides />}
        {may("reception.cancellations.approve") && <Cancellations />}
        {may("post_production.reworks.approve") && <Reworks />}
        {(may("reception.invoices.approve") || may("reception.invoices.approve_finance")) && <Invoices />}
        {may("reception.cash_backs.approve") && <CashBacks />}
        {may("reception.damages.approve") && <Damages />}
        {may("customer_service.delays.approve") && <DelayOffers />}
        {may("reception.cash_incidents.read") && <CashIncidents />}
        {may("scheduling.leaves.decide") && <Leaves />}
        {may("scheduling.write_offs.approve") && <WriteOffs />}
        {may("scheduling.purchases.approve") && <Purchases />}
        {may("reception.visits.hold") && <Visits />}
      </div>
    </DeskPage>
  );
}

function Refunds() {
  const t = useT();
  const approve = useCommand({
    run: (refund_id: string, sent) =>
      answer(api.POST("/v1/refunds/{refund_id}/approval", { params: { path: { refund_id } }, ...sent })),
  });
  const reject = useCommand({
    run: (refund_id: string, sent) =>
      answer(api.POST("/v1/refunds/{refund_id}/rejection", { params: { path: { refund_id } }, ...sent })),
  });
  return (
    <Waiting<Schemas["reception_RefundOut"]>
      title={t("manager.approvals.refunds")}
      empty={t("manager.approvals.no_refunds")}
      name="refunds"
      live={["refund.", "cancellation."]}
      fetch={async (branch_id) => {
        const { items } = await answer(
          api.GET("/v1/refunds", { params: { query: { branch_id, state: "REQUESTED", limit: 200 } } }),
        );
        // What is given back with a cancellation is decided with it.
        return items.filter(({ cancellation_id }) => !cancellation_id);
      }}
      id={(row) => row.id}
      show={(row) => {
        const amount = money({ amount: row.amount.amount, currency: row.amount.currency ?? "CNY" });
        return (
          <>
            <strong className="number">{amount}</strong> <OrderOf id={row.order_id} />
            <p>{row.reason}</p>
            <p className="quiet">
              <span className="number">{row.receipt_number}</span> · <StaffName id={row.requested_by} />
            </p>
            <div className="page-actions">
              <ConfirmAction
                label={t("manager.approvals.approve")}
                question={t("manager.approvals.refund_question", { amount })}
                command={approve}
                input={() => row.id}
                button={{ type: "primary" }}
              />
              <ConfirmAction
                label={t("manager.approvals.reject")}
                question={t("manager.approvals.refund_refusal")}
                command={reject}
                input={() => row.id}
              />
            </div>
          </>
        );
      }}
    />
  );
}

function Overrides() {
  const t = useT();
  const path = (request_id: string) => ({ params: { path: { request_id } } });
  const approve = useCommand({
    run: (id: string, sent) =>
      answer(api.POST("/v1/arrears-override-requests/{request_id}/approval", { ...path(id), ...sent })),
  });
  const reject = useCommand({
    run: (id: string, sent) =>
      answer(api.POST("/v1/arrears-override-requests/{request_id}/rejection", { ...path(id), ...sent })),
  });
  return (
    <Waiting<Schemas["reception_OverrideOut"]>
      title={t("manager.approvals.overrides")}
      empty={t("manager.approvals.no_overrides")}
      name="overrides"
      live={["override.", "payment.", "order.", "customer."]}
      fetch={async (branch_id) =>
        (
          await answer(
            api.GET("/v1/arrears-override-requests", { params: { query: { branch_id, state: "REQUESTED" } } }),
          )
        ).items
      }
      id={(row) => row.id}
      show={(row) => {
        const amount = money({ amount: row.owed.amount, currency: row.owed.currency ?? "CNY" });
        return (
          <>
            <strong className="number red">{t("manager.approvals.owes", { amount })}</strong>{" "}
            <OrderOf id={row.order_id} />
            <p>{row.reason}</p>
            <p className="quiet">
              <StaffName id={row.requested_by} /> · {dayAndTime(row.requested_at)}
            </p>
            <div className="page-actions">
              <ConfirmAction
                label={t("manager.approvals.approve")}
                question={t("manager.approvals.override_question", { amount })}
                command={approve}
                input={() => row.id}
                button={{ type: "primary" }}
              />
              <ConfirmAction
                label={t("manager.approvals.reject")}
                question={t("manager.approvals.override_refusal")}
                command={reject}
                input={() => row.id}
              />
            </div>
          </>
        );
      }}
    />
  );
}

function Cancellations() {
  const t = useT();
  const path = (cancellation_id: string) => ({ params: { path: { cancellation_id } } });
  const approve = useCommand({
    run: (id: string, sent) =>
      answer(api.POST("/v1/cancellations/{cancellation_id}/approval", { ...path(id), ...sent })),
  });
  const reject = useCommand({
    run: (id: string, sent) =>
      answer(api.POST("/v1/cancellations/{cancellation_id}/rejection", { ...path(id), ...sent })),
  });
  return (
    <Waiting<Schemas["reception_CancellationOut"]>
      title={t("manager.approvals.cancellations")}
      empty={t("manager.approvals.no_cancellations")}
      name="cancellations"
      live={["cancellation.", "order.cancelled"]}
      fetch={async (branch_id) =>
        (await answer(api.GET("/v1/cancellations", { params: { query: { branch_id, state: "REQUESTED" } } }))).items
      }
      id={(row) => row.id}
      show={(row) => (
        <>
          <OrderOf id={row.order_id} />
          <p>{row.reason}</p>
          <p className="quiet">
            <StaffName id={row.requested_by} /> ·{" "}
            {t("manager.approvals.with_refunds", { count: row.refund_ids.length })}
          </p>
          <div className="page-actions">
            <ConfirmAction
              label={t("manager.approvals.approve")}
              question={t("manager.approvals.cancellation_question")}
              command={approve}
              input={() => row.id}
              button={{ type: "primary", danger: true }}
            />
            <ConfirmAction
              label={t("manager.approvals.reject")}
              question={t("manager.approvals.keep_question")}
              command={reject}
              input={() => row.id}
            />
          </div>
        </>
      )}
    />
  );
}

function Reworks() {
  const t = useT();
  return (
    <Waiting<Schemas["post_production_ReworkOut"]>
      title={t("manager.approvals.reworks")}
      empty={t("manager.approvals.no_reworks")}
      name="reworks"
      live={["rework."]}
      fetch={async (branch_id) =>
        (await answer(api.GET("/v1/reworks", { params: { query: { branch_id, state: "REQUESTED" } } }))).items
      }
      id={(row) => row.id}
      show={(row) => (
        <>
          <OrderOf id={row.order_id} />
          <p>{row.reason}</p>
          <p className="quiet">
            <StaffName id={row.requested_by} /> · {dayAndTime(row.requested_at)} ·{" "}
            {t("manager.approvals.back_to", { step: word("work", row.back_to) })} ·{" "}
            {t("manager.approvals.liability", { who: word("liability", row.liability) })}
          </p>
          <ReworkDecision id={row.id} liability={row.liability} />
        </>
      )}
    />
  );
}

const DAY_MS = 86_400_000;

/** Whether the general manager decides: three days and more. */
const isLong = ({ first_day, last_day }: { first_day: string; last_day: string }) =>
  Date.parse(last_day) - Date.parse(first_day) >= 2 * DAY_MS;

function Leaves() {
  const t = useT();
  const may = useMay();
  const path = (leave_id: string) => ({ params: { path: { leave_id } } });
  const approve = useCommand({
    run: (id: string, sent) =>
      answer(api.POST("/v1/leaves/{leave_id}/approval", { ...path(id), body: { note: "" }, ...sent })),
  });
  const reject = useCommand({
    run: ({ id, note }: { id: string; note: string }, sent) =>
      answer(api.POST("/v1/leaves/{leave_id}/rejection", { ...path(id), body: { note }, ...sent })),
  });
  return (
    <Waiting<Schemas["scheduling_LeaveOut"]>
      title={t("manager.approvals.leaves")}
      empty={t("manager.approvals.no_leaves")}
      name="leaves"
      live={["leave."]}
      fetch={async (branch_id) => {
        const { items } = await answer(api.GET("/v1/leaves", { params: { query: { branch_id, limit: 200 } } }));
        return items.filter(({ state }) => state === "REQUESTED");
      }}
      id={(row) => row.id}
      show={(row) => (
        <>
          <strong>
            <StaffName id={row.staff_id} />
          </strong>{" "}
          {plainDay(row.first_day)}
          {row.last_day !== row.first_day && ` – ${plainDay(row.last_day)}`}
          <p>{row.reason}</p>
          <p className="quiet">
            {t("manager.approvals.proxy")} <StaffName id={row.proxy_id} />
          </p>
          {may(`scheduling.leaves.approve_${isLong(row) ? "long" : "short"}`) ? (
            <div className="page-actions">
              <ConfirmAction
                label={t("manager.approvals.approve")}
                question={t("manager.approvals.leave_question")}
                command={approve}
                input={() => row.id}
                button={{ type: "primary" }}
              />
              <ConfirmAction
                label={t("manager.approvals.reject")}
                question={t("manager.approvals.leave_refusal")}
                command={reject}
                reason
                input={(note) => ({ id: row.id, note })}
              />
            </div>
          ) : (
            <p className="quiet">{t(`manager.approvals.${isLong(row) ? "by_general" : "by_store"}`)}</p>
          )}
        </>
      )}
    />
  );
}

function Visits() {
  const t = useT();
  return (
    <Waiting<Schemas["reception_VisitOut"]>
      title={t("manager.approvals.visits")}
      empty={t("manager.approvals.no_visits")}
      name="visits"
      live={["visit."]}
      fetch={async (branch_id) =>
        (await answer(api.GET("/v1/visits", { params: { query: { branch_id, state: "UNDECIDED", limit: 200 } } })))
          .items
      }
      id={(row) => row.id}
      show={(row) => (
        <>
          <strong className="number">{row.number}</strong> {word("category", row.wanted_category)}
          <p className="quiet">
            {dayAndTime(row.came_at)} · <StaffName id={row.receiver_id} />
          </p>
          <HoldVisit id={row.id} />
        </>
      )}
    />
  );
}
