import { Input, Select } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { isoDay } from "@/format";
import { useT } from "@/i18n";
import { useBranch } from "@/session/session";
import { ClockInput, DayInput, Dialog, Field, ProblemAlert, useColleagues } from "@/ui";
import { branchMoment } from "./branch-moment";
import { FindOrder, type Found } from "./find-order";

type ContactIn = components["schemas"]["customer_service_ContactIn"];

/** Plan a contact of one's own, or for a colleague. */
export function PlanContact(props: { open: boolean; orderId?: string; onClose: () => void }) {
  const { open, orderId, onClose } = props;
  const t = useT();
  const { id: branch_id, time_zone } = useBranch();
  const colleagues = useColleagues();
  const [order, setOrder] = useState<Found | null>(null);
  const [day, setDay] = useState("");
  const [clock, setClock] = useState("");
  const [note, setNote] = useState("");
  const [assignee, setAssignee] = useState<string>();
  const command = useCommand<ContactIn>({
    run: (body, sent) => answer(api.POST("/v1/contacts", { body, headers: sent.headers })),
    invalidates: [["contacts"], ["today"]],
    onDone: () => {
      onClose();
      setNote("");
      setDay("");
      setClock("");
      setOrder(null);
    },
  });
  const send = () =>
    command.submit({
      branch_id,
      kind: "CALL",
      due_at: branchMoment(`${day}T${clock}`, time_zone).toISOString(),
      note: note.trim(),
      order_id: orderId ?? order?.orderId ?? null,
      assignee_id: assignee ?? null,
    });
  if (!open) return null;
  return (
    <Dialog
      title={t("customer-service.plan.title")}
      okText={t("customer-service.plan.title")}
      cancelText={t("form.back")}
      okButtonProps={{ disabled: !day || !clock || !note.trim() }}
      confirmLoading={command.pending}
      onOk={() => void send()}
      onCancel={() => {
        onClose();
        command.dismiss();
      }}
    >
      <div className="stack">
        <Field name="note" needed label={t("customer-service.plan.note")}>
          <Input.TextArea
            autoFocus
            rows={2}
            maxLength={1000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Field>
        <Field name="due_at" needed label={t("customer-service.plan.day")} with={clock}>
          <DayInput min={isoDay()} value={day} onChange={setDay} />
        </Field>
        <Field label={t("customer-service.plan.clock")} needed>
          <ClockInput value={clock} onChange={setClock} />
        </Field>
        <Field name="assignee_id" label={t("customer-service.plan.who")}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            placeholder={t("customer-service.plan.me")}
            value={assignee}
            onChange={setAssignee}
            options={colleagues.map(({ id, display_name }) => ({ value: id, label: display_name }))}
          />
        </Field>
        {!orderId && <FindOrder chosen={order} onChoose={setOrder} />}
        <ProblemAlert problem={command.problem} retry={command.retry} />
      </div>
    </Dialog>
  );
}
