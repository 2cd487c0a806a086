import { Alert, Button, Checkbox, Radio } from "antd";
import { useState, type ReactNode } from "react";
import { answer, api, useCommand, type components } from "@/api";
import type { Command } from "@/api/command";
import { isoDay } from "@/format";
import { hasText, useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { ClockInput, CountInput, DayInput, Field, Lines, ProblemAlert } from "@/ui";
import { Dialog } from "./dialog";
import { minutesOfClock, momentAt } from "./moments";
import { PlanningBook } from "./planning-book";
import type { Customer, NextStage } from "./wall-page";

type Schemas = components["schemas"];
type Reason = Schemas["scheduling_UnfinishedReason"];
const REASONS: readonly Reason[] = ["WEATHER", "TIME", "CUSTOMER", "OTHER"];
const STALE = [["scheduling"], ["today"], ["order"]] as const;
/** A shorter talk before make-up or the shoot is remarked on (SHO-05, SHO-08). */
const TALK = 5;

interface FormProps {
  customer: Customer;
  onClose: () => void;
}

/** A form about one customer; Enter in a line or ctrl+Enter sends it, a refusal keeps what was typed. */
function CustomerForm<Body>(props: {
  customer: Customer;
  title: string;
  command: Command<Body>;
  body: Body;
  ready: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const { customer, title, command, body, ready, onClose, children } = props;
  const t = useT();
  const send = () => ready && void command.submit(body);
  return (
    <Dialog
      title={`${title} · ${customer.customer_number ?? customer.order_number}`}
      okText={title}
      cancelText={t("form.back")}
      okButtonProps={{ disabled: !ready, size: "large" }}
      cancelButtonProps={{ size: "large" }}
      confirmLoading={command.pending}
      onOk={send}
      onCancel={onClose}
    >
      <div className="stack">
        {children}
        <ProblemAlert problem={command.problem} retry={command.retry} />
      </div>
    </Dialog>
  );
}

/** The communication sheet: what the customer likes, before make-up (SHO-09). */
export function SheetDialog({ customer, onClose }: FormProps) {
  const t = useT();
  const [preferences, setPreferences] = useState(customer.preferences ?? "");
  const [skin_notes, setSkin] = useState(customer.skin_notes ?? "");
  const path = { booking_id: customer.booking_id };
  const command = useCommand<Schemas["scheduling_SheetIn"]>({
    run: (body) => answer(api.POST("/v1/bookings/{booking_id}/communication-sheet", { params: { path }, body })),
    onDone: onClose,
    invalidates: STALE,
  });
  return (
    <CustomerForm
      {...{ customer, command, onClose }}
      title={t("scheduling.sheet")}
      body={{ preferences: preferences.trim(), skin_notes: skin_notes.trim() }}
      ready={preferences.trim() !== ""}
    >
      <Lines
        focus
        name="preferences"
        needed
        label={t("scheduling.preferences")}
        value={preferences}
        onChange={setPreferences}
      />
      <Lines name="skin_notes" label={t("scheduling.skin_notes")} value={skin_notes} onChange={setSkin} />
      <PlanningBook orderId={customer.order_id} />
    </CustomerForm>
  );
}

/** On to make-up, shooting or lunch: how long the talk was, or why the customer goes back. */
export function StageDialog({ customer, stage, onClose }: FormProps & { stage: NextStage }) {
  const t = useT();
  const back = customer.stage === "SHOOTING" && stage === "MAKE_UP";
  const talks = !back && stage !== "LUNCH" && customer.stage !== "LUNCH";
  const [talk_minutes, setTalk] = useState<number | null>(TALK);
  const [reason, setReason] = useState("");
  const [warned, setWarned] = useState<readonly string[]>([]);
  const path = { booking_id: customer.booking_id };
  const command = useCommand<Schemas["scheduling_StageIn"], Customer>({
    run: (body) => answer(api.POST("/v1/bookings/{booking_id}/stages", { params: { path }, body })),
    onDone: ({ warnings }) => {
      const told = (warnings ?? []).map(({ code, detail }) => {
        const key = `scheduling.notice.${code.replaceAll(".", "_")}`;
        return hasText(key) ? t(key) : detail;
      });
      if (told.length === 0) onClose();
      setWarned(told);
    },
    invalidates: STALE,
  });
  if (warned.length > 0) {
    return (
      <Dialog title={t("scheduling.done_but")} footer={<Button onClick={onClose}>{t("form.back")}</Button>}>
        <Alert type="warning" showIcon title={warned.join("; ")} />
      </Dialog>
    );
  }
  const title = back ? t("scheduling.back_to_make_up") : word("value", stage);
  const body = {
    stage,
    ...(talks && talk_minutes !== null ? { talk_minutes } : {}),
    ...(back ? { reason: reason.trim() } : {}),
  };
  return (
    <CustomerForm
      {...{ customer, command, onClose, title, body }}
      ready={(!back || reason.trim() !== "") && (!talks || talk_minutes !== null)}
    >
      {back && <Lines focus name="reason" needed label={t("form.reason")} value={reason} onChange={setReason} />}
      {talks && (
        <Field name="talk_minutes" label={t("scheduling.talk_minutes")}>
          <CountInput autoFocus most={600} size="large" value={talk_minutes} onChange={setTalk} />
        </Field>
      )}
      {talks && stage === "SHOOTING" && <PlanningBook orderId={customer.order_id} />}
      {!back && !talks && <p>{t("scheduling.go_on_question")}</p>}
    </CustomerForm>
  );
}

/** All sets are photographed; what the selection clerk should know; the equipment is back (SHO-01, SHO-06). */
export function CompletionDialog({ customer, onClose }: FormProps) {
  const t = useT();
  const [sets, setSets] = useState<number | null>(4);
  const [selection_hints, setHints] = useState("");
  const [summary, setSummary] = useState("");
  const [equipment_returned, setReturned] = useState(true);
  const [missing, setMissing] = useState("");
  const path = { booking_id: customer.booking_id };
  const command = useCommand<Schemas["scheduling_CompletionIn"]>({
    run: (body) => answer(api.POST("/v1/bookings/{booking_id}/completion", { params: { path }, body })),
    onDone: onClose,
    invalidates: STALE,
  });
  const body = {
    sets: sets ?? 0,
    summary: summary.trim(),
    selection_hints: selection_hints.trim(),
    equipment_returned,
    missing_equipment: equipment_returned ? null : missing.trim(),
  };
  return (
    <CustomerForm
      {...{ customer, command, onClose, body }}
      title={t("scheduling.complete")}
      ready={sets !== null && (equipment_returned || missing.trim() !== "")}
    >
      <Field name="sets" label={t("scheduling.sets")}>
        <CountInput autoFocus least={1} most={100} size="large" value={sets} onChange={setSets} />
      </Field>
      <Lines
        name="selection_hints"
        label={t("scheduling.selection_hints")}
        value={selection_hints}
        onChange={setHints}
      />
      <Lines name="summary" label={t("scheduling.summary")} value={summary} onChange={setSummary} />
      <CountedBack {...{ equipment_returned, setReturned, missing, setMissing }} />
    </CustomerForm>
  );
}

/** What went out is back, or what is missing (SHO-01). */
function CountedBack(props: {
  equipment_returned: boolean;
  setReturned: (back: boolean) => void;
  missing: string;
  setMissing: (what: string) => void;
}) {
  const t = useT();
  return (
    <>
      <Checkbox checked={props.equipment_returned} onChange={(event) => props.setReturned(event.target.checked)}>
        {t("scheduling.equipment_returned")}
      </Checkbox>
      {!props.equipment_returned && (
        <Lines
          name="missing_equipment"
          needed
          label={t("field.missing_equipment")}
          value={props.missing}
          onChange={props.setMissing}
        />
      )}
    </>
  );
}

/** What could not be photographed, and the next date when it is agreed on the spot (SCH-10). */
export function UnfinishedDialog({ customer, onClose }: FormProps) {
  const t = useT();
  const { time_zone: zone } = useBranch();
  const [reason, setReason] = useState<Reason>("WEATHER");
  const [missing, setMissing] = useState("");
  const [equipment_returned, setReturned] = useState(true);
  const [lost, setLost] = useState("");
  const [day, setDay] = useState("");
  const [clock, setClock] = useState("09:00");
  const path = { booking_id: customer.booking_id };
  const command = useCommand<Schemas["scheduling_UnfinishedIn"]>({
    run: (body) => answer(api.POST("/v1/bookings/{booking_id}/unfinished", { params: { path }, body })),
    onDone: onClose,
    invalidates: STALE,
  });
  const minutes = minutesOfClock(clock);
  const next_starts_at = day && minutes !== null ? momentAt(day, minutes, zone) : null;
  return (
    <CustomerForm
      {...{ customer, command, onClose }}
      title={t("scheduling.unfinished")}
      body={{
        reason,
        missing: missing.trim(),
        next_starts_at,
        equipment_returned,
        missing_equipment: equipment_returned ? null : lost.trim(),
      }}
      ready={missing.trim() !== "" && (equipment_returned || lost.trim() !== "")}
    >
      <Radio.Group
        aria-label={t("form.reason")}
        optionType="button"
        value={reason}
        onChange={(event) => setReason(event.target.value as Reason)}
        options={REASONS.map((one) => ({ value: one, label: t(`scheduling.unfinished_reason.${one}`) }))}
      />
      <Lines focus name="missing" needed label={t("scheduling.missing")} value={missing} onChange={setMissing} />
      <div className="sched-fields">
        <Field name="next_starts_at" label={t("scheduling.next_day")} with={clock}>
          <DayInput optional min={isoDay()} value={day} onChange={setDay} />
        </Field>
        <Field label={t("scheduling.start")}>
          <ClockInput value={clock} onChange={setClock} />
        </Field>
      </div>
      <CountedBack {...{ equipment_returned, setReturned, missing: lost, setMissing: setLost }} />
    </CustomerForm>
  );
}
