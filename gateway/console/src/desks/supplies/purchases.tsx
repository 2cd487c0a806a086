import { Button } from "antd";
import { useState } from "react";
import { answer, api, useCommand } from "@/api";
import { dayAndTime, money } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useSession } from "@/session/session";
import { ConfirmAction, CountInput, Field, FormDialog, QueueTable, StaffName } from "@/ui";
import { Decision, Over } from "./decision";
import { LIVE, STALE, steps, type Department, type Purchase } from "./supplies";

/** What was asked for and what became of it, the newest first: the manager decides, and what comes is received. */
export function Purchases({ department, uses }: { department: Department | null; uses: boolean }) {
  const t = useT();
  const { may } = useSession();
  const { id: branch_id } = useBranch();
  const [coming, setComing] = useState<Purchase | null>(null);
  return (
    <>
      <QueueTable<Purchase>
        label={t("supplies.view.purchases")}
        queryKey={["supplies", branch_id, "purchases", department]}
        fetch={(cursor) =>
          answer(
            api.GET("/v1/purchases", { params: { query: { branch_id, department: department ?? undefined, cursor } } }),
          )
        }
        live={LIVE}
        rowId={(row) => row.id}
        onOpen={uses ? (row) => row.open > 0 && setComing(row) : undefined}
        red={(row) => Boolean(row.over)}
        empty={t("supplies.no_purchases")}
        emptyHint={uses ? t("supplies.no_purchases_hint") : undefined}
        columns={[
          { id: "what", title: t("field.name"), show: (row) => <What row={row} /> },
          { id: "cost", title: t("supplies.cost"), number: true, show: (row) => <Cost row={row} /> },
          { id: "reason", title: t("form.reason"), show: (row) => row.reason },
          {
            id: "by",
            title: t("supplies.asked_by"),
            show: (row) => (
              <>
                <StaffName id={row.requested_by} /> <span className="quiet">{dayAndTime(row.requested_at)}</span>
              </>
            ),
          },
          { id: "state", title: t("order.state"), show: (row) => <State row={row} /> },
          {
            id: "act",
            title: t("supplies.act"),
            show: (row) => (
              <div className="page-actions">
                {row.state === "REQUESTED" && may("scheduling.purchases.approve") && <Decision row={row} />}
                {row.open > 0 && uses && (
                  <Button type="primary" onClick={() => setComing(row)}>
                    {t("supplies.receive")}
                  </Button>
                )}
                {row.open > 0 && uses && <End row={row} />}
              </div>
            ),
          },
        ]}
      />
      {coming && <ReceiveDialog row={coming} onClose={() => setComing(null)} />}
    </>
  );
}

function What({ row }: { row: Purchase }) {
  return (
    <>
      <b>
        {row.quantity} {row.unit} {row.supply_name}
      </b>{" "}
      <span className="quiet">{word("supplies.department", row.department)}</span>
    </>
  );
}

function Cost({ row }: { row: Purchase }) {
  return (
    <>
      {money(row.cost)}
      <br />
      <span className="quiet">
        {money(row.price)} / {row.unit}
      </span>
    </>
  );
}

function State({ row }: { row: Purchase }) {
  const t = useT();
  const said = [
    row.state === "APPROVED" && row.arrived > 0 && t("supplies.arrived_of", { count: row.arrived, of: row.quantity }),
    row.over_budget && t("supplies.was_over"),
    row.decision_note,
    row.state === "ENDED" && t("supplies.arrived_of", { count: row.arrived, of: row.quantity }),
    row.end_note,
  ];
  return (
    <>
      {word("supplies.state", row.state)} <Over row={row} />
      <span className="quiet small"> {said.filter(Boolean).join(" · ")}</span>
    </>
  );
}

/** Enter says that all of it is here. */
function ReceiveDialog({ row, onClose }: { row: Purchase; onClose: () => void }) {
  const t = useT();
  const [quantity, setQuantity] = useState<number | null>(row.open);
  const command = useCommand({
    run: (many: number, sent) => steps.receive(row, many, sent),
    onDone: onClose,
    invalidates: STALE,
  });
  return (
    <FormDialog
      {...{ command, onClose }}
      title={`${t("supplies.receive")} · ${row.supply_name}`}
      ok={t("supplies.receive")}
      body={quantity}
    >
      <p className="quiet">{t("supplies.still_open", { count: row.open, of: row.quantity, unit: row.unit })}</p>
      <Field name="quantity" needed label={t("supplies.how_many", { unit: row.unit })}>
        <CountInput autoFocus needed least={1} most={row.open} value={quantity} onChange={setQuantity} />
      </Field>
    </FormDialog>
  );
}

/** The rest does not come, and is not paid. */
function End({ row }: { row: Purchase }) {
  const t = useT();
  const command = useCommand({ run: (note: string) => steps.end(row, note), invalidates: STALE });
  return (
    <ConfirmAction
      label={t("supplies.end")}
      question={t("supplies.end_question", { count: row.open, unit: row.unit })}
      command={command}
      reason
      input={(note) => note}
    />
  );
}
