import { Button, Input, Select, type GetRef } from "antd";
import { useRef, useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { businessNow } from "@/format";
import { useT, word } from "@/i18n";
import { useShortcut } from "@/shell/shortcuts";
import { Field, ProblemAlert, SignaturePad } from "@/ui";
import { AspectFields, type Aspects } from "./aspect-fields";

type Contact = components["schemas"]["customer_service_ContactDetail"];
type OutcomeIn = components["schemas"]["customer_service_OutcomeIn"];
type Channel = components["schemas"]["customer_service_Channel"];

const CHANNELS: readonly Channel[] = ["PHONE", "WECHAT", "SMS", "IN_PERSON", "MAIL"];
const ANSWERS = ["SATISFIED", "SO_SO", "DISSATISFIED"] as const;
const HOUR = 3_600_000;

type Choice = Pick<OutcomeIn, "outcome" | "answer">;

/** What can come of a contact, in the order of its keys 1, 2, 3 … */
export function choices(returnVisit: boolean, call: boolean): Choice[] {
  const reached: Choice[] = returnVisit
    ? ANSWERS.map((given) => ({ outcome: "REACHED", answer: given }))
    : [{ outcome: call ? "REACHED" : "DONE" }];
  return [...reached, { outcome: "NOT_REACHED" }, { outcome: "REFUSED" }];
}

function Key({ at, label, run, main }: { at: number; label: string; run: () => void; main: boolean }) {
  useShortcut(String(at), label, run);
  return (
    <Button size="large" type={main ? "primary" : "default"} onClick={run}>
      {label} <kbd aria-hidden>{at}</kbd>
    </Button>
  );
}

/** One key per outcome; a dissatisfied answer wants a note, a call that failed gets its next try (CS-11, CS-13). */
export function ContactOutcome(props: {
  contact: Contact;
  /** Until then (performance.now) a press is the second half of a double one, meant for the contact before. */
  quietUntil: number;
  onDone: () => void;
}) {
  const { contact, quietUntil, onDone } = props;
  const t = useT();
  const [note, setNote] = useState("");
  const [channel, setChannel] = useState<Channel>("PHONE");
  const [next, setNext] = useState("");
  const [wanting, setWanting] = useState<Choice | null>(null);
  const [signature, setSignature] = useState<string | null>(null);
  const [aspects, setAspects] = useState<Aspects>({ pleased: [], displeased: [] });
  const reason = useRef<GetRef<typeof Input.TextArea>>(null);
  const command = useCommand<OutcomeIn>({
    run: (body, sent) =>
      answer(
        api.POST("/v1/contacts/{contact_id}/outcome", {
          params: { path: { contact_id: contact.id } },
          body,
          headers: sent.headers,
        }),
      ),
    invalidates: [["contacts"], ["today"]],
    onDone,
  });
  // After an extra service whoever is visited in person signs, and on the telephone his words are written down (M-29).
  const signs = Boolean(contact.work_order_id) && channel === "IN_PERSON";
  const speaks = Boolean(contact.work_order_id) && !signs;
  const choose = (choice: Choice) => {
    if (performance.now() < quietUntil) return;
    const silent = choice.answer && (choice.answer === "DISSATISFIED" || speaks) && !note.trim();
    setWanting(silent ? choice : null);
    // What is typed next is the reason; outside the field its digits would be answers.
    if (silent) return reason.current?.focus();
    const later =
      choice.outcome === "NOT_REACHED" && next ? new Date(businessNow().getTime() + Number(next) * HOUR) : null;
    later?.setSeconds(0, 0);
    void command.submit({
      ...choice,
      ...(choice.answer ? aspects : {}),
      channel,
      note: note.trim() || null,
      next_try_at: later?.toISOString() ?? null,
      ...(signs && choice.answer ? { signature_image: signature } : {}),
    });
  };
  const label = (choice: Choice) =>
    choice.answer ? word("customer-service.answer", choice.answer) : word("customer-service.outcome", choice.outcome);
  const all = choices(contact.return_visit, contact.kind === "CALL");
  return (
    <section className="stack contact-outcome" aria-label={t("customer-service.outcome.title")}>
      <div className="contact-fields">
        <Field
          name="note"
          label={t("customer-service.outcome.note")}
          wrong={
            wanting &&
            !note.trim() &&
            t(
              contact.work_order_id
                ? "customer-service.outcome.opinion_needed"
                : "customer-service.outcome.note_needed",
            )
          }
          className="contact-note"
        >
          <Input.TextArea
            ref={reason}
            onKeyDown={(event) => {
              if (wanting && event.key === "Enter" && (event.ctrlKey || event.metaKey)) choose(wanting);
            }}
            autoSize={{ minRows: 1, maxRows: 4 }}
            maxLength={1000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Field>
        <Field name="channel" label={t("customer-service.outcome.channel")}>
          <Select<Channel>
            value={channel}
            onChange={setChannel}
            options={CHANNELS.map((value) => ({ value, label: word("customer-service.channel", value) }))}
          />
        </Field>
        <Field name="next_try_at" label={t("customer-service.outcome.next_try")}>
          <Select
            value={next}
            onChange={setNext}
            options={["", "1", "2", "4", "24"].map((value) => ({
              value,
              label: value
                ? t("customer-service.outcome.in_hours", { count: Number(value) })
                : t("customer-service.outcome.other_time"),
            }))}
          />
        </Field>
      </div>
      {signs && (
        <Field name="signature_image" needed label={t("customer-service.outcome.signature")}>
          <SignaturePad onChange={setSignature} label={t("customer-service.outcome.signature")} />
        </Field>
      )}
      {contact.return_visit && <AspectFields chosen={aspects} onChange={setAspects} />}
      <div className="contact-keys">
        {all.map((choice, at) => (
          <Key
            key={`${choice.outcome} ${choice.answer ?? ""}`}
            at={at + 1}
            label={label(choice)}
            run={() => choose(choice)}
            main={at === 0}
          />
        ))}
      </div>
      <ProblemAlert problem={command.problem} retry={command.retry} />
    </section>
  );
}
