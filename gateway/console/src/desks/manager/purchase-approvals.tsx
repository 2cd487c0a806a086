import { answer, api } from "@/api";
import { dayAndTime, money } from "@/format";
import { useT, word } from "@/i18n";
import { StaffName } from "@/ui";
import { Decision, Over } from "../supplies/decision";
import { LIVE, type Purchase } from "../supplies/supplies";
import "../supplies/texts";
import { Waiting } from "./waiting";

/** What departments ask to buy, and how far it goes beyond this month's budget (MGT-06). */
export function Purchases() {
  const t = useT();
  return (
    <Waiting<Purchase>
      title={t("manager.approvals.purchases")}
      empty={t("manager.approvals.no_purchases")}
      name="purchases"
      live={LIVE}
      fetch={async (branch_id) =>
        (await answer(api.GET("/v1/purchases", { params: { query: { branch_id, state: "REQUESTED", limit: 200 } } })))
          .items
      }
      id={(row) => row.id}
      show={(row) => (
        <>
          <strong>
            {row.quantity} {row.unit} {row.supply_name}
          </strong>{" "}
          <span className="number">{money(row.cost)}</span> <Over row={row} />
          <p>
            {word("supplies.department", row.department)}: {row.reason}
          </p>
          <p className="quiet">
            <StaffName id={row.requested_by} /> · {dayAndTime(row.requested_at)}
          </p>
          <div className="page-actions">
            <Decision row={row} />
          </div>
        </>
      )}
    />
  );
}
