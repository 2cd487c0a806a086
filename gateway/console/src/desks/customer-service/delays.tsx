import { Button, Input, Radio, Select } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { isoDay } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { ClockInput, Field, MoneyInput, Page, ProblemAlert, StaffSelect } from "@/ui";
import { branchMoment } from "./branch-moment";
import { DelayList } from "./delay-list";
import { FindOrder, type Found } from "./find-order";
import { ServiceNav } from "./nav";

type DelayIn = components["schemas"]["customer_service_DelayIn"];

const STAGES = ["SCHEDULED", "SHOT", "PROOFS_READY", "SELECTED", "IN_PRODUCTION", "PRODUCING", "READY_FOR_PICKUP"];

/** A stage will be late: whether the customer was called, what is promised (GEN-07). */
export function Delays() {
  const t = useT();
  const { currency, time_zone } = useBranch();
  const [order, setOrder] = useState<Found | null>(null);
  const [stage, setStage] = useState<string>();
  const [cause, setCause] = useState("");
  const [promise, setPromise] = useState("");
  const [fen, setFen] = useState<number | null>(null);
  const [responsible, setResponsible] = useState<string | null>(null);
  const [called, setCalled] = useState(false);
  const [clock, setClock] = useState("");
  const [said, setSaid] = useState("");
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
      setCalled(false);
      setClock("");
      setSaid("");
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
        called_at: called ? branchMoment(`${isoDay()}T${clock}`, time_zone).toISOString() : null,
        call_result: called ? said.trim() : null,
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
        <Field name="called_at" label={t("customer-service.delays.call")} group>
          <Radio.Group
            value={called}
            aria-label={t("customer-service.delays.call")}
            onChange={(event) => setCalled(event.target.value as boolean)}
            options={[
              { value: false, label: t("customer-service.delays.to_call") },
              { value: true, label: t("customer-service.delays.called") },
            ]}
          />
        </Field>
        {called && (
          <>
            <Field name="called_at" needed label={t("customer-service.delays.called_at")}>
              <ClockInput value={clock} onChange={setClock} />
            </Field>
            <Field name="call_result" needed label={t("customer-service.delays.said")}>
              <Input.TextArea
                rows={2}
                maxLength={1000}
                value={said}
                onChange={(event) => setSaid(event.target.value)}
              />
            </Field>
          </>
        )}
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
            disabled={!order || !stage || !cause.trim() || (called && (!clock || !said.trim()))}
            loading={command.pending}
            onClick={() => void send()}
          >
            {t("customer-service.delays.record")}
          </Button>
        </div>
      </div>
      <DelayList />
    </Page>
  );
}
