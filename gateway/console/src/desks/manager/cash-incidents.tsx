import { answer, api, useCommand, type components } from "@/api";
import { money, plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { useMay, useSession } from "@/session/session";
import { ConfirmAction, StaffName } from "@/ui";
import { OrderOf, Waiting } from "./waiting";

type Incident = components["schemas"]["reception_IncidentOut"];

/** Cash that is not as it should be, until a manager has said what came of it (N-27). */
export function CashIncidents() {
  const t = useT();
  const may = useMay();
  const { me } = useSession();
  return (
    <Waiting<Incident>
      title={t("manager.cash.title")}
      empty={t("manager.cash.none")}
      name="cash"
      live={["cash_incident."]}
      fetch={async (branch_id) =>
        (await answer(api.GET("/v1/cash-incidents", { params: { query: { branch_id, state: "OPEN" } } }))).items
      }
      id={(row) => row.id}
      show={(row) => (
        <>
          <p>
            <strong className="number red">{money(row.difference)}</strong> {word("manager.cash.kind", row.kind)} ·{" "}
            {plainDay(row.day)} {row.order_id && <OrderOf id={row.order_id} />}
          </p>
          {row.note && <p>{row.note}</p>}
          <p className="quiet">
            {t("manager.cash.responsible")} {row.responsible_id ? <StaffName id={row.responsible_id} /> : "—"}
            {row.supervisor_id && (
              <>
                {" · "}
                {t("manager.cash.supervisor")} <StaffName id={row.supervisor_id} />
              </>
            )}
            {row.exchanged && ` · ${t("manager.cash.exchanged")}`}
          </p>
          {may("reception.cash_incidents.sign") && me.staff !== row.responsible_id && <Settle row={row} />}
        </>
      )}
    />
  );
}

function Settle({ row }: { row: Incident }) {
  const t = useT();
  const command = useCommand({
    run: (finding: string, sent) =>
      answer(
        api.POST("/v1/cash-incidents/{incident_id}/finding", {
          params: { path: { incident_id: row.id } },
          body: { finding },
          headers: sent.headers,
        }),
      ),
  });
  return (
    <div className="page-actions">
      <ConfirmAction
        label={t("manager.cash.settle")}
        question={t("manager.cash.question")}
        command={command}
        input={(finding) => finding}
        reason
        asks={t("manager.cash.finding")}
        button={{ type: "primary" }}
      />
    </div>
  );
}
