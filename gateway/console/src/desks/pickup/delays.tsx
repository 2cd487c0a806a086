import { Button, Input } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { isoDay } from "@/format";
import { useT } from "@/i18n";
import { useMay } from "@/session/session";
import { DayInput, Dialog, Field, ProblemAlert } from "@/ui";

type DelayIn = components["schemas"]["pickup_DelayIn"];

/** Record that a pickup will be late; the owner is asked to call first (PCK-03, GEN-07). */
export function DelayAction({ orderId }: { orderId: string }) {
  const t = useT();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const [cause, setCause] = useState("");
  const [expected, setExpected] = useState("");
  const command = useCommand<DelayIn>({
    run: (body, sent) =>
      answer(
        api.POST("/v1/orders/{order_id}/pickup-delays", {
          params: { path: { order_id: orderId } },
          body,
          headers: sent.headers,
        }),
      ),
    onDone: () => {
      setOpen(false);
      setCause("");
      setExpected("");
    },
  });
  if (!may("pickup.delays.record")) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("pickup.delay.record")}</Button>
      {open && (
        <Dialog
          title={t("pickup.delay.record")}
          okText={t("pickup.delay.record")}
          cancelText={t("form.back")}
          okButtonProps={{ disabled: !cause.trim() || !expected }}
          confirmLoading={command.pending}
          onOk={() => void command.submit({ cause: cause.trim(), expected_on: expected })}
          onCancel={() => {
            setOpen(false);
            command.dismiss();
          }}
        >
          <div className="stack">
            <p className="quiet">{t("pickup.delay.hint")}</p>
            <Field name="cause" needed label={t("pickup.delay.cause")}>
              <Input.TextArea
                rows={3}
                maxLength={500}
                value={cause}
                onChange={(event) => setCause(event.target.value)}
              />
            </Field>
            <Field name="expected_on" needed label={t("pickup.delay.expected")}>
              <DayInput optional min={isoDay()} value={expected} onChange={setExpected} />
            </Field>
            <ProblemAlert problem={command.problem} retry={command.retry} />
          </div>
        </Dialog>
      )}
    </>
  );
}
