import { Button, Input, Select } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { Field, MoneyInput, Page, ProblemAlert, StaffSelect } from "@/ui";
import { FindOrder, type Found } from "./find-order";
import { ServiceNav } from "./nav";

type DelayIn = components["schemas"]["customer_service_DelayIn"];

const STAGES = ["SCHEDULED", "SHOT", "PROOFS_READY", "SELECTED", "IN_PRODUCTION", "PRODUCING", "READY_FOR_PICKUP"];

/** A stage will be late: what was said and promised to the customer (GEN-07). */
export function Delays() {
  const t = useT();
  const { currency } = useBranch();
  const [order, setOrder] = useState<Found | null>(null);
  const [stage, setStage] = useState<string>();
  const [cause, setCause] = useState("");
  const [promise, setPromise] = useState("");
  const [fen, setFen] = useState<number | null>(null);
  const [responsible, setResponsible] = useState<string | null>(null);
  const [kept, setKept] = useState("");
  const command = useCommand<{ orderId: string; body: DelayIn }>({
    run: ({ orderId, body }, sent) =>
      answer(
        api.POST("/v1/orders/{order_id}/delays", {
          params: { path: { order_id: orderId } },
          body,
          headers: sent.headers,
        }),
      ),
    onDone: () => {
      setKept(order?.number ?? "");
      setOrder(null);
      setCause("");
      setPromise("");
      setFen(null);
      setResponsible(null);
    },
  });
  const send = () =>
    order &&
    stage &&
    command.submit({
      orderId: order.orderId,
      body: {
        stage,
        cause: cause.trim(),
        promise: promise.trim() || null,
        compensation: fen ? { amount: fen, currency } : null,
        responsible_id: responsible,
      },
    });
  return (
    <Page title={t("customer-service.delays.title")} note={t("customer-service.delays.note")}>
      <ServiceNav />
      <div className="block stack narrow">
        {kept && <p role="status">{t("customer-service.delays.kept", { number: kept })}</p>}
        <FindOrder chosen={order} onChoose={setOrder} needed focus />
        <Field name="stage" needed label={t("order.stage")}>
          <Select
            value={stage}
            onChange={setStage}
            options={STAGES.map((value) => ({ value, label: word("stage", value) }))}
          />
        </Field>
        <Field name="cause" needed label={t("customer-service.delays.cause")}>
          <Input.TextArea rows={2} maxLength={1000} value={cause} onChange={(event) => setCause(event.target.value)} />
        </Field>
        <Field name="promise" label={t("customer-service.delays.promise")}>
          <Input.TextArea
            rows={2}
            maxLength={1000}
            value={promise}
            onChange={(event) => setPromise(event.target.value)}
          />
        </Field>
        <Field name="compensation" label={t("customer-service.delays.compensation")}>
          <MoneyInput value={fen} onChange={setFen} currency={currency} />
        </Field>
        <Field name="responsible_id" label={t("customer-service.delays.responsible")}>
          <StaffSelect value={responsible} onChange={setResponsible} />
        </Field>
        <ProblemAlert problem={command.problem} retry={command.retry} />
        <div>
          <Button
            type="primary"
            size="large"
            disabled={!order || !stage || !cause.trim()}
            loading={command.pending}
            onClick={() => void send()}
          >
            {t("customer-service.delays.record")}
          </Button>
        </div>
      </div>
    </Page>
  );
}
