import { Button, Input, Segmented, Select } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { answer, api, useCommand } from "@/api";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { useShortcut } from "@/shell/shortcuts";
import { DayInput, Dialog, Field, PersonName, ProblemAlert, StaffName, StaffSelect } from "@/ui";
import { CATEGORIES, type Category, type Lead, type Visit, type VisitIn } from "../types";
import { Known } from "./known";
import { bookingOf, holdLimit, NO_CALL, PhoneBooking, useTerms, type Call } from "./phone-booking";
import { ReferralCodeField } from "./referral-code";
import { useRota } from "./rota";

interface Typed {
  channel: "WALK_IN" | "PHONE";
  phone: string;
  name: string;
  noPhone: string;
  category: Category | null;
  source: string;
  code: string;
  wedding: string | null;
  receiver: string | null;
  skip: string;
  call: Call;
}

const NOTHING: Typed = {
  channel: "WALK_IN",
  phone: "",
  name: "",
  noPhone: "",
  category: null,
  source: "",
  code: "",
  wedding: null,
  receiver: null,
  skip: "",
  call: NO_CALL,
};

function bodyOf(typed: Typed, branch_id: string, lead: Lead | null, limit: string | null): VisitIn {
  const phone = typed.phone.replace(/[\s-]/g, "");
  return {
    branch_id,
    channel: typed.channel,
    phone: phone || null,
    name: typed.name.trim() || null,
    phone_refused_reason: phone ? null : typed.noPhone.trim() || null,
    wanted_category: typed.category,
    source: typed.source.trim() || null,
    referral_code: typed.code.trim() || null,
    lead_id: lead?.id ?? null,
    wedding_date: typed.wedding,
    receiver_id: typed.receiver,
    skip_reason: typed.receiver ? typed.skip.trim() || null : null,
    phone_booking: typed.channel === "PHONE" ? bookingOf(typed.call, limit) : null,
  };
}

function Registered({ visit, onClose, onNext }: { visit: Visit; onClose: () => void; onNext: (() => void) | null }) {
  const t = useT();
  const go = useNavigate();
  const order = `/reception/new?visit=${visit.id}`;
  useShortcut("o", t("reception.visit.order"), () => void go(order), { typing: true });
  return (
    <div className="stack" role="status">
      <p>{t("reception.register.received_by")}</p>
      <p className="rc-big">
        <StaffName id={visit.receiver_id} />
      </p>
      <p className="quiet number">{visit.number}</p>
      {visit.proxy_for && (
        <p className="quiet">
          {t("reception.register.proxy")} <StaffName id={visit.proxy_for} />
          {t("reception.register.proxy_words")}
        </p>
      )}
      {visit.previous_visit_id && <p className="tag">{t("reception.visit.second")}</p>}
      <div className="row-actions">
        {onNext && <Button onClick={onNext}>{t("reception.register.another")}</Button>}
        <span className="grow" />
        <Link to={order}>
          {t("reception.visit.order")} <kbd aria-hidden>O</kbd>
        </Link>
        <Button type="primary" autoFocus onClick={onClose}>
          {t("reception.done")}
        </Button>
      </div>
    </div>
  );
}

/** Everybody who comes in or calls is registered (REC-01): phone, name, enter. */
export function RegisterVisit(props: {
  open: boolean;
  day: string | null;
  /** Who comes or calls after a friend's invitation; the name is known. */
  lead?: Lead;
  onClose: () => void;
}) {
  const { open, day, lead = null, onClose } = props;
  const t = useT();
  const { id: branch_id } = useBranch();
  const [typed, setTyped] = useState<Typed>({ ...NOTHING, category: lead?.wanted_category ?? null });
  const [done, setDone] = useState<Visit | null>(null);
  const next = useRota(open ? day : null).data?.next_receiver_id ?? null;
  // What was changed after it was read back is read back again.
  const set = (change: Partial<Typed>) =>
    setTyped((before) => ({ ...before, call: { ...before.call, readBack: false }, ...change }));
  const calling = open && typed.channel === "PHONE";
  const terms = useTerms(calling);
  const { wanted } = typed.call;
  const limit = terms && wanted ? holdLimit(terms.today, wanted, terms.kept_days) : null;
  const command = useCommand({
    run: (body: VisitIn, sent) => answer(api.POST("/v1/visits", { body, headers: sent.headers })),
    onDone: (visit) => {
      setDone(visit);
      setTyped(NOTHING);
    },
  });
  const settled = !calling || !wanted || (typed.call.explained && typed.call.readBack);
  const ready = settled && (lead !== null || typed.phone.trim() !== "" || typed.noPhone.trim() !== "");
  const submit = () => ready && void command.submit(bodyOf(typed, branch_id, lead, limit));
  useShortcut("ctrl+enter", t("reception.register.title"), submit, { typing: true, off: !open || done !== null });
  const close = () => {
    setDone(null);
    command.dismiss();
    onClose();
  };
  if (!open) return null;
  return (
    <Dialog
      title={t("reception.register.title")}
      width={640}
      {...(done && { footer: null })}
      okText={t("reception.register.do")}
      cancelText={t("form.back")}
      okButtonProps={{ disabled: !ready, size: "large" }}
      cancelButtonProps={{ size: "large" }}
      confirmLoading={command.pending}
      onOk={submit}
      onCancel={close}
    >
      {done ? (
        <Registered visit={done} onClose={close} onNext={lead ? null : () => setDone(null)} />
      ) : (
        <div className="stack">
          <Fields typed={typed} set={set} next={next} lead={lead} today={terms?.today} limit={limit} />
          <ProblemAlert problem={command.problem} retry={command.retry} />
        </div>
      )}
    </Dialog>
  );
}

function FromLead({ lead }: { lead: Lead }) {
  const t = useT();
  return (
    <p className="rc-wide">
      <strong>
        <PersonName id={lead.person_id} phone />
      </strong>{" "}
      <span className="quiet">
        {t("reception.lead.by")} <PersonName id={lead.referrer_person_id} />
      </span>
    </p>
  );
}

function WhoCame({ typed, set }: { typed: Typed; set: (change: Partial<Typed>) => void }) {
  const t = useT();
  return (
    <>
      <Field name="phone" label={t("reception.register.phone")}>
        <Input
          autoFocus
          inputMode="tel"
          autoComplete="off"
          maxLength={20}
          value={typed.phone}
          onChange={(event) => set({ phone: event.target.value })}
        />
        <Known phone={typed.phone} />
      </Field>
      <Field name="name" label={t("reception.register.name")}>
        <Input
          autoComplete="off"
          maxLength={40}
          value={typed.name}
          onChange={(event) => set({ name: event.target.value })}
        />
      </Field>
      {typed.phone.trim() === "" && (
        <Field name="phone_refused_reason" needed label={t("reception.register.no_phone")} className="rc-wide">
          <Input maxLength={200} value={typed.noPhone} onChange={(event) => set({ noPhone: event.target.value })} />
        </Field>
      )}
    </>
  );
}

function Fields(props: {
  typed: Typed;
  set: (change: Partial<Typed>) => void;
  next: string | null;
  lead: Lead | null;
  today: string | undefined;
  limit: string | null;
}) {
  const { typed, set, next, lead, today, limit } = props;
  const t = useT();
  const skipping = typed.receiver !== null && typed.receiver !== next;
  return (
    <div className="rc-fields">
      {lead ? <FromLead lead={lead} /> : <WhoCame typed={typed} set={set} />}
      <Field name="wanted_category" label={t("reception.register.wants")}>
        <Select
          allowClear
          value={typed.category}
          onChange={(category) => set({ category: category ?? null })}
          options={CATEGORIES.map((value) => ({ value, label: word("category", value) }))}
        />
      </Field>
      <Field name="wedding_date" label={t("reception.register.wedding")}>
        <DayInput optional value={typed.wedding} onChange={(day) => set({ wedding: day || null })} />
      </Field>
      <Field name="channel" label={t("reception.register.channel")} group>
        <Segmented
          aria-label={t("reception.register.channel")}
          value={typed.channel}
          onChange={(channel) => set({ channel })}
          options={(["WALK_IN", "PHONE"] as const).map((value) => ({
            value,
            label: t(`reception.channel.${value}`),
          }))}
        />
      </Field>
      <Field name="source" label={t("reception.register.source")}>
        <Input maxLength={100} value={typed.source} onChange={(event) => set({ source: event.target.value })} />
      </Field>
      {typed.channel === "PHONE" && (
        <PhoneBooking
          call={typed.call}
          set={(change) =>
            set({ call: { ...typed.call, ...("explained" in change ? {} : { readBack: false }), ...change } })
          }
          caller={typed}
          known={lead !== null}
          today={today}
          limit={limit}
        />
      )}
      {!lead && <ReferralCodeField value={typed.code} onChange={(code) => set({ code })} />}
      <Field name="receiver_id" label={t("reception.register.receiver")}>
        <StaffSelect
          value={typed.receiver}
          placeholder={t("reception.register.by_rota")}
          onChange={(receiver) => set({ receiver })}
        />
      </Field>
      {skipping && (
        <Field name="skip_reason" label={t("reception.register.skip")}>
          <Input maxLength={200} value={typed.skip} onChange={(event) => set({ skip: event.target.value })} />
        </Field>
      )}
    </div>
  );
}
