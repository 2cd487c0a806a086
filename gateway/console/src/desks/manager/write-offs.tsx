import { answer, api, useCommand, type components } from "@/api";
import { dayAndTime } from "@/format";
import { useT, word } from "@/i18n";
import { ConfirmAction, StaffName } from "@/ui";
import { Waiting } from "./waiting";

type Slip = components["schemas"]["scheduling_WriteOffOut"];

/** What is to leave the register of things, and whether another is bought (SHO-11). */
export function WriteOffs() {
  const t = useT();
  const path = (write_off_id: string) => ({ params: { path: { write_off_id } } });
  const approve = useCommand({
    run: ({ id, replace }: { id: string; replace: boolean }) =>
      answer(api.POST("/v1/write-offs/{write_off_id}/approval", { ...path(id), body: { replace, note: "" } })),
  });
  const reject = useCommand({
    run: ({ id, note }: { id: string; note: string }) =>
      answer(api.POST("/v1/write-offs/{write_off_id}/rejection", { ...path(id), body: { note } })),
  });
  return (
    <Waiting<Slip>
      title={t("manager.approvals.write_offs")}
      empty={t("manager.approvals.no_write_offs")}
      name="write-offs"
      live={["write_off."]}
      fetch={async (branch_id) =>
        (await answer(api.GET("/v1/write-offs", { params: { query: { branch_id, state: "REQUESTED", limit: 200 } } })))
          .items
      }
      id={(row) => row.id}
      show={(row) => {
        const question = t("manager.approvals.write_off_question", { count: row.quantity, name: row.thing_name });
        return (
          <>
            <strong>
              {row.quantity} × {row.thing_name}
            </strong>{" "}
            <span className="quiet number">{row.thing_mark}</span>
            <p>
              {word("manager.write_off", row.cause)}: {row.reason}
            </p>
            <p className="quiet">
              <StaffName id={row.requested_by} /> · {dayAndTime(row.requested_at)}
            </p>
            <div className="page-actions">
              <ConfirmAction
                label={t("manager.approvals.write_off_buy")}
                question={question}
                command={approve}
                input={() => ({ id: row.id, replace: true })}
                button={{ type: "primary" }}
              />
              <ConfirmAction
                label={t("manager.approvals.write_off_only")}
                question={question}
                command={approve}
                input={() => ({ id: row.id, replace: false })}
              />
              <ConfirmAction
                label={t("manager.approvals.reject")}
                question={t("manager.approvals.write_off_refusal")}
                command={reject}
                reason
                input={(note) => ({ id: row.id, note })}
              />
            </div>
          </>
        );
      }}
    />
  );
}
