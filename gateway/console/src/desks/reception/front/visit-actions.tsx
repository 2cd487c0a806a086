import { Button, Input, Select } from "antd";
import { useState } from "react";
import { answer, api, useCommand } from "@/api";
import { useT } from "@/i18n";
import { Field, ProblemAlert } from "@/ui";
import type { Visit } from "../types";

interface Props {
  visit: Visit;
  onDone: () => void;
}

/** 走单意向: the customer is about to leave without an order; a manager is needed now (REC-05). */
export function MarkUndecided({ visit, onDone }: Props) {
  const t = useT();
  const path = { visit_id: visit.id };
  const command = useCommand({
    run: (_input: string, sent) =>
      answer(api.POST("/v1/visits/{visit_id}/undecided", { params: { path }, headers: sent.headers })),
    onDone,
  });
  return (
    <>
      <Button loading={command.pending} onClick={() => void command.submit(visit.id)}>
        {t("reception.visit.undecided")}
      </Button>
      <ProblemAlert problem={command.problem} retry={command.retry} />
    </>
  );
}

const OUTCOMES = ["KEPT", "OFFER", "LOST"] as const;

/** 押单: a manager takes part in the talk and says what came of it (REC-05). */
export function HoldVisit({ visit, onDone }: Props) {
  const t = useT();
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number]>("OFFER");
  const [note, setNote] = useState("");
  const path = { visit_id: visit.id };
  const command = useCommand({
    run: (body: { outcome: typeof outcome; note: string }, sent) =>
      answer(api.POST("/v1/visits/{visit_id}/hold", { params: { path }, body, headers: sent.headers })),
    onDone,
  });
  return (
    <section className="block stack" aria-label={t("reception.visit.hold")}>
      <h3>{t("reception.visit.hold")}</h3>
      <Field name="outcome" label={t("reception.visit.hold_outcome")}>
        <Select
          value={outcome}
          onChange={setOutcome}
          options={OUTCOMES.map((value) => ({ value, label: t(`reception.hold_outcome.${value}`) }))}
        />
      </Field>
      <Field name="note" label={t("reception.visit.hold_note")} needed>
        <Input.TextArea rows={2} maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
      <ProblemAlert problem={command.problem} retry={command.retry} />
      <Button
        type="primary"
        disabled={note.trim() === ""}
        loading={command.pending}
        onClick={() => void command.submit({ outcome, note: note.trim() })}
      >
        {t("reception.visit.hold_do")}
      </Button>
    </section>
  );
}

export const LOSSES = [
  "PRICE",
  "STYLE",
  "DATE",
  "COMPARING",
  "PRODUCTS",
  "SERVICE",
  "NOT_THE_DECIDER",
  "OTHER",
] as const;

/** Close the visit without an order, with its reason (REC-05, REC-23). */
export function LoseVisit({ visit, onDone }: Props) {
  const t = useT();
  const [reason, setReason] = useState<(typeof LOSSES)[number] | null>(null);
  const path = { visit_id: visit.id };
  const command = useCommand({
    run: (body: { reason: (typeof LOSSES)[number] }, sent) =>
      answer(api.POST("/v1/visits/{visit_id}/loss", { params: { path }, body, headers: sent.headers })),
    onDone,
  });
  return (
    <section className="block stack" aria-label={t("reception.visit.lose")}>
      <Field name="reason" label={t("reception.visit.lose_reason")} needed>
        <Select
          value={reason}
          onChange={setReason}
          placeholder={t("form.choose")}
          options={LOSSES.map((value) => ({ value, label: t(`reception.loss.${value}`) }))}
        />
      </Field>
      <ProblemAlert problem={command.problem} retry={command.retry} />
      <Button
        danger
        disabled={!reason}
        loading={command.pending}
        onClick={() => reason && void command.submit({ reason })}
      >
        {t("reception.visit.lose")}
      </Button>
    </section>
  );
}
