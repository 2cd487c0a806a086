import { answer, api, useCommand, type components } from "@/api";
import { dayAndTime, money } from "@/format";
import { useT, word } from "@/i18n";
import { ConfirmAction, StaffName } from "@/ui";
import { OrderOf, Waiting } from "./waiting";

/** More compensation for a delay than whoever offered it may promise (GEN-07, PCK-03, M-34). */
export function DelayOffers() {
  const t = useT();
  const path = (delay_id: string) => ({ params: { path: { delay_id } } });
  const approve = useCommand({
    run: (id: string, sent) => answer(api.POST("/v1/delays/{delay_id}/approval", { ...path(id), ...sent })),
  });
  const reject = useCommand({
    run: ({ id, reason }: { id: string; reason: string }, sent) =>
      answer(api.POST("/v1/delays/{delay_id}/rejection", { ...path(id), body: { reason }, ...sent })),
  });
  return (
    <Waiting<components["schemas"]["customer_service_DelayOut"]>
      title={t("manager.approvals.delays")}
      empty={t("manager.approvals.no_delays")}
      name="delays"
      live={["delay."]}
      fetch={async (branch_id) =>
        (await answer(api.GET("/v1/delays", { params: { query: { branch_id, offer: "ASKED" } } }))).items
      }
      id={(row) => row.id}
      show={(row) => {
        const amount = row.compensation ? money(row.compensation) : "";
        return (
          <>
            <strong className="number">{amount}</strong> <OrderOf id={row.order_id} />
            <p>
              {word("stage", row.stage)}: {row.cause} <span className="quiet">{row.call?.result}</span>
            </p>
            <p className="quiet">
              <StaffName id={row.recorded_by} /> · {dayAndTime(row.recorded_at)}
            </p>
            <div className="page-actions">
              <ConfirmAction
                label={t("manager.approvals.approve")}
                question={t("manager.approvals.delay_question", { amount })}
                command={approve}
                input={() => row.id}
                button={{ type: "primary" }}
              />
              <ConfirmAction
                label={t("manager.approvals.reject")}
                question={t("manager.approvals.delay_refusal")}
                command={reject}
                reason
                input={(reason) => ({ id: row.id, reason })}
              />
            </div>
          </>
        );
      }}
    />
  );
}
