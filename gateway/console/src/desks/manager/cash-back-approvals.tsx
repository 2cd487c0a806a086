import { answer, api, useCommand, type components } from "@/api";
import { dayAndTime, money } from "@/format";
import { useT } from "@/i18n";
import { ConfirmAction, PersonName } from "@/ui";
import { OrderOf, Waiting } from "./waiting";

/** Money for who recommended us, after the recommended order was photographed. */
export function CashBacks() {
  const t = useT();
  const path = (order_id: string) => ({ params: { path: { order_id } } });
  const approve = useCommand({
    run: (id: string, sent) => answer(api.POST("/v1/orders/{order_id}/cash-back/approval", { ...path(id), ...sent })),
  });
  const reject = useCommand({
    run: ({ id, reason }: { id: string; reason: string }, sent) =>
      answer(api.POST("/v1/orders/{order_id}/cash-back/rejection", { ...path(id), body: { reason }, ...sent })),
  });
  return (
    <Waiting<components["schemas"]["reception_CashBackOut"]>
      title={t("manager.approvals.cash_backs")}
      empty={t("manager.approvals.no_cash_backs")}
      name="cash-backs"
      live={["cash_back.", "order.cancelled"]}
      fetch={async (branch_id) =>
        (await answer(api.GET("/v1/cash-backs", { params: { query: { branch_id, state: "WAITING" } } }))).items
      }
      id={(row) => row.order_id}
      show={(row) => {
        const amount = money(row.amount);
        return (
          <>
            <strong className="number">{amount}</strong> <OrderOf id={row.order_id} />
            <p>
              {t("manager.approvals.referrer")} <PersonName id={row.person_id} phone />
            </p>
            <p className="quiet">{t("manager.approvals.earned", { when: dayAndTime(row.earned_at) })}</p>
            <div className="page-actions">
              <ConfirmAction
                label={t("manager.approvals.approve")}
                question={t("manager.approvals.cash_back_question", { amount })}
                command={approve}
                input={() => row.order_id}
                button={{ type: "primary" }}
              />
              <ConfirmAction
                label={t("manager.approvals.reject")}
                question={t("manager.approvals.cash_back_refusal")}
                command={reject}
                reason
                input={(reason) => ({ id: row.order_id, reason })}
              />
            </div>
          </>
        );
      }}
    />
  );
}
