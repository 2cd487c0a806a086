import { Button } from "antd";
import { useState } from "react";
import { answer, api, useCommand } from "@/api";
import { businessNow, isoDay } from "@/format";
import { useT } from "@/i18n";
import { ConfirmAction, DayInput, Dialog, Field, ProblemAlert, useDone } from "@/ui";

/** Approve a rework with its day, or refuse it with a reason. */
export function ReworkDecision({ id }: { id: string }) {
  const t = useT();
  const done = useDone();
  const [open, setOpen] = useState(false);
  const [due, setDue] = useState(() => isoDay(new Date(businessNow().getTime() + 7 * 86_400_000)));
  const path = { params: { path: { rework_id: id } } };
  const approve = useCommand({
    run: (due_on: string, sent) =>
      answer(api.POST("/v1/reworks/{rework_id}/approval", { ...path, body: { due_on }, ...sent })),
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
          okButtonProps={{ disabled: !due }}
          onOk={() => approve.submit(due)}
          onCancel={() => setOpen(false)}
        >
          <div className="stack">
            <Field name="due_on" label={t("manager.approvals.due_on")} needed>
              <DayInput autoFocus value={due} min={isoDay()} onChange={setDue} />
            </Field>
            <ProblemAlert problem={approve.problem} retry={approve.retry} />
          </div>
        </Dialog>
      )}
    </div>
  );
}
