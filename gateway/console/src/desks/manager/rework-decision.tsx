import { Button } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { businessNow, isoDay } from "@/format";
import { useT } from "@/i18n";
import { useBranch } from "@/session/session";
import { ConfirmAction, DayInput, Dialog, Field, MoneyInput, ProblemAlert, useDone } from "@/ui";

type Rework = components["schemas"]["post_production_ReworkOut"];
type Approval = components["schemas"]["post_production_ReworkApprovalIn"];

/** Approve a rework with its day, or refuse it with a reason; what was the customer's fault has its price (M-76). */
export function ReworkDecision({ id, liability }: Pick<Rework, "id" | "liability">) {
  const t = useT();
  const done = useDone();
  const { currency } = useBranch();
  const [open, setOpen] = useState(false);
  const [fen, setFen] = useState<number | null>(null);
  const quoted = liability !== "STUDIO";
  const lacks = liability === "CUSTOMER" && fen === null;
  const [due, setDue] = useState(() => isoDay(new Date(businessNow().getTime() + 7 * 86_400_000)));
  const path = { params: { path: { rework_id: id } } };
  const approve = useCommand({
    run: (body: Approval, sent) => answer(api.POST("/v1/reworks/{rework_id}/approval", { ...path, body, ...sent })),
    onDone: () => {
      setOpen(false);
      done(t("form.done", { what: t("manager.approvals.rework_approval") }));
    },
  });
  const reject = useCommand({
    run: (reason: string, sent) =>
      answer(api.POST("/v1/reworks/{rework_id}/rejection", { ...path, body: { reason }, ...sent })),
  });
  return (
    <div className="page-actions">
      <Button type="primary" onClick={() => setOpen(true)}>
        {t("manager.approvals.approve")}
      </Button>
      <ConfirmAction
        label={t("manager.approvals.reject")}
        question={t("manager.approvals.rework_refusal")}
        command={reject}
        reason
        input={(reason) => reason}
      />
      {open && (
        <Dialog
          title={t("manager.approvals.rework_approval")}
          okText={t("manager.approvals.approve")}
          cancelText={t("form.back")}
          confirmLoading={approve.pending}
          okButtonProps={{ disabled: !due || lacks }}
          onOk={() => approve.submit({ due_on: due, cost: quoted && fen !== null ? { amount: fen, currency } : null })}
          onCancel={() => setOpen(false)}
        >
          <div className="stack">
            <Field name="due_on" label={t("manager.approvals.due_on")} needed>
              <DayInput autoFocus value={due} min={isoDay()} onChange={setDue} />
            </Field>
            {quoted && (
              <Field name="cost" label={t("manager.approvals.rework_cost")} needed={liability === "CUSTOMER"}>
                <MoneyInput value={fen} onChange={setFen} currency={currency} />
              </Field>
            )}
            <ProblemAlert problem={approve.problem} retry={approve.retry} />
          </div>
        </Dialog>
      )}
    </div>
  );
}
