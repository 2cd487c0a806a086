import { Button, Input, Radio } from "antd";
import { useState } from "react";
import { answer, api, useCommand } from "@/api";
import { useT } from "@/i18n";
import { Dialog, Field, ProblemAlert, useDone } from "@/ui";

const OUTCOMES = ["KEPT", "OFFER", "LOST"] as const;
type Outcome = (typeof OUTCOMES)[number];

/** The manager speaks with a customer who has not decided (REC-05). */
export function HoldVisit({ id }: { id: string }) {
  const t = useT();
  const done = useDone();
  const [open, setOpen] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>("KEPT");
  const [note, setNote] = useState("");
  const hold = useCommand({
    run: (body: { outcome: Outcome; note: string }, sent) =>
      answer(api.POST("/v1/visits/{visit_id}/hold", { params: { path: { visit_id: id } }, body, ...sent })),
    onDone: () => {
      setOpen(false);
      done(t("form.saved", { what: t("manager.hold.title") }));
    },
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("manager.hold.open")}</Button>
      {open && (
        <Dialog
          title={t("manager.hold.title")}
          okText={t("manager.form.save")}
          cancelText={t("form.back")}
          confirmLoading={hold.pending}
          okButtonProps={{ disabled: !note.trim() }}
          onOk={() => hold.submit({ outcome, note: note.trim() })}
          onCancel={() => setOpen(false)}
        >
          <div className="stack">
            <Radio.Group
              value={outcome}
              onChange={(event) => setOutcome(event.target.value as Outcome)}
              options={OUTCOMES.map((value) => ({ value, label: t(`manager.hold.${value}`) }))}
            />
            <Field name="note" label={t("manager.hold.note")} needed>
              <Input.TextArea
                rows={3}
                maxLength={2000}
                value={note}
                onChange={(event) => setNote(event.target.value)}
              />
            </Field>
            <ProblemAlert problem={hold.problem} retry={hold.retry} />
          </div>
        </Dialog>
      )}
    </>
  );
}
