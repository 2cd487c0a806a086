import { Checkbox, Input, Segmented } from "antd";
import { useState, type ReactNode } from "react";
import { useCommand, type Command, type components, type Sent } from "@/api";
import { money } from "@/format";
import { useT } from "@/i18n";
import { useBranch, useSession } from "@/session/session";
import { Dialog, Field, FormDialog, Line, StaffSelect } from "@/ui";
import { AppointedField, momentOf, typedMoment } from "./appointed";
import { STALE, steps, type Work } from "./work";

type DispatchIn = components["schemas"]["reception_DispatchIn"];
type SignIn = components["schemas"]["reception_SignIn"];

/** What every form of a step gets: the work order, what is shown above the fields, and the way out. */
export interface StepProps {
  work: Work;
  head: ReactNode;
  onClose: () => void;
  /** Somebody else was first: the work order is read anew, and what was typed stays. */
  onStale: () => void;
}

/** A step of the work order: done, the lists are read again and the form goes. */
function useStep<Body>(
  { onClose, onStale }: Pick<StepProps, "onClose" | "onStale">,
  run: (body: Body, sent: Sent) => Promise<unknown>,
) {
  return useCommand({ run, invalidates: STALE, onDone: onClose, onStale });
}

/** Who does it, when, and whether the customer knows (M-22). */
function DispatchForm(props: StepProps) {
  const { work, head, onClose } = props;
  const t = useT();
  const { time_zone: zone } = useBranch();
  const [worker, setWorker] = useState(work.worker_id);
  const before = typedMoment(work.appointed_at, zone);
  const [appointed, setAppointed] = useState(before);
  const [told, setTold] = useState(true);
  const moment = momentOf(appointed, zone);
  const same = appointed.day === before.day && appointed.clock === before.clock;
  const command = useStep(props, (body: DispatchIn, sent) => steps.dispatch(work, body, sent));
  return (
    <FormDialog
      {...{ command, onClose }}
      title={work.number}
      ok={t("work-orders.dispatch")}
      body={{ worker_id: worker ?? "", appointed_at: same ? null : moment, customer_told: told }}
      ready={worker !== null && moment !== null}
    >
      {head}
      <Field name="worker_id" needed label={t("work-orders.worker")}>
        <StaffSelect focus label={t("work-orders.worker")} value={worker} onChange={setWorker} />
      </Field>
      <AppointedField value={appointed} onChange={setAppointed} />
      {!work.answered_at && (
        <Checkbox checked={told} onChange={({ target }) => setTold(target.checked)}>
          {t("work-orders.told")}
        </Checkbox>
      )}
    </FormDialog>
  );
}

/** A step that needs nothing but one's word. */
function Plain(props: StepProps & { ok: string; command: Command<Work> }) {
  const { work, head, onClose, ok, command } = props;
  return (
    <FormDialog {...{ command, onClose, ok }} title={work.number} body={work}>
      {head}
    </FormDialog>
  );
}

/** The worker accepts it (M-23). */
function TakeForm(props: StepProps) {
  const t = useT();
  const command = useStep(props, steps.take);
  return <Plain {...props} ok={t("work-orders.take")} command={command} />;
}

/** Done; the customer looks at it next (M-25). */
function FinishForm(props: StepProps) {
  const t = useT();
  const command = useStep(props, steps.finish);
  return <Plain {...props} ok={t("work-orders.finish")} command={command} />;
}

/** The customer confirms the price, then the work begins (M-23). */
function StartForm(props: StepProps) {
  const { work, head, onClose } = props;
  const t = useT();
  const [name, setName] = useState("");
  const command = useStep(props, (by: string, sent) => steps.start(work, by, sent));
  return (
    <FormDialog
      {...{ command, onClose }}
      title={work.number}
      ok={`${t("work-orders.start")} ${money(work.amount)}`}
      body={name.trim()}
      ready={name.trim() !== ""}
    >
      {head}
      <p>{t("work-orders.say_price", { amount: money(work.amount) })}</p>
      <Line name="confirmed_by" needed focus label={t("work-orders.confirmed_by")} value={name} onChange={setName} />
    </FormDialog>
  );
}

/** The customer signs on the spot, or says by telephone that it is well (M-25, M-29). */
function SignForm(props: StepProps) {
  const { work, head, onClose } = props;
  const t = useT();
  const [how, setHow] = useState<"on_site" | "by_phone">("on_site");
  const here = how === "on_site";
  const [name, setName] = useState("");
  const [opinion, setOpinion] = useState("");
  const command = useStep(props, (body: SignIn, sent) => steps.sign(work, body, sent));
  return (
    <FormDialog
      {...{ command, onClose }}
      title={work.number}
      ok={t("work-orders.sign")}
      body={{ signature_name: here ? name.trim() : null, opinion: opinion.trim() }}
      ready={(here ? name : opinion).trim() !== ""}
    >
      {head}
      <Segmented
        aria-label={t("work-orders.how")}
        value={how}
        onChange={setHow}
        options={[
          { value: "on_site", label: t("work-orders.on_site") },
          { value: "by_phone", label: t("work-orders.by_phone") },
        ]}
      />
      {here && (
        <Line name="signature_name" needed focus label={t("work-orders.signed_by")} value={name} onChange={setName} />
      )}
      <Field name="opinion" needed={!here} label={t("work-orders.opinion")}>
        <Input.TextArea rows={2} maxLength={1000} value={opinion} onChange={({ target }) => setOpinion(target.value)} />
      </Field>
    </FormDialog>
  );
}

/** The manager's word: with the price or without (M-25). */
function SettleForm(props: StepProps) {
  const { work, head, onClose } = props;
  const t = useT();
  const [price, setPrice] = useState<"stays" | "waived">(work.charged ? "stays" : "waived");
  const [finding, setFinding] = useState("");
  const command = useStep(props, (body: components["schemas"]["reception_SettleIn"], sent) =>
    steps.settle(work, body, sent),
  );
  return (
    <FormDialog
      {...{ command, onClose }}
      title={work.number}
      ok={t("work-orders.settle")}
      body={{ finding: finding.trim(), charged: price === "stays" }}
      ready={finding.trim() !== ""}
    >
      {head}
      <Field name="finding" needed label={t("work-orders.finding")}>
        <Input.TextArea
          autoFocus
          rows={2}
          maxLength={1000}
          value={finding}
          onChange={({ target }) => setFinding(target.value)}
        />
      </Field>
      <Segmented
        aria-label={t("work-orders.price")}
        value={price}
        onChange={setPrice}
        options={[
          { value: "stays", label: t("work-orders.with_price", { amount: money(work.amount) }) },
          { value: "waived", label: t("work-orders.without_price") },
        ]}
      />
    </FormDialog>
  );
}

/** A new time, agreed with the customer (M-20). */
export function MoveForm(props: Omit<StepProps, "head">) {
  const { work, onClose } = props;
  const t = useT();
  const { time_zone: zone } = useBranch();
  const [appointed, setAppointed] = useState(() => typedMoment(work.appointed_at, zone));
  const moment = momentOf(appointed, zone);
  const command = useStep(props, (to: string, sent) => steps.move(work, to, sent));
  return (
    <FormDialog {...{ command, onClose }} title={t("work-orders.move")} body={moment ?? ""} ready={moment !== null}>
      <AppointedField focus value={appointed} onChange={setAppointed} />
    </FormDialog>
  );
}

/** Nothing for me to do here: what it is, and the way out. */
function Look({ work, head, onClose }: StepProps) {
  return (
    <Dialog title={work.number} footer={null} onCancel={onClose}>
      <div className="stack">{head}</div>
    </Dialog>
  );
}

/** The form of the step that is due, for whoever is signed in. */
export function NextStep(props: StepProps) {
  const { may, me } = useSession();
  const { state, worker_id } = props.work;
  const does = may("reception.work_orders.do");
  const dispatches = may("reception.work_orders.dispatch");
  if (state === "DISPATCHED" && does && worker_id === me.staff) return <TakeForm {...props} />;
  if (["REQUESTED", "ACCEPTED", "DISPATCHED"].includes(state) && dispatches) return <DispatchForm {...props} />;
  if (state === "TAKEN" && does) return <StartForm {...props} />;
  if (state === "IN_WORK" && does) return <FinishForm {...props} />;
  if (state === "DONE" && does) return <SignForm {...props} />;
  if (state === "ESCALATED" && may("reception.work_orders.settle")) return <SettleForm {...props} />;
  return <Look {...props} />;
}
