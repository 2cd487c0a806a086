import { Button, Input } from "antd";
import { useState } from "react";
import { answer, api, useCommand } from "@/api";
import { clockTime, money, type Money } from "@/format";
import { useT } from "@/i18n";
import { useBranch } from "@/session/session";
import { ConfirmAction, Field, Form, MoneyInput, ProblemAlert, StaffName } from "@/ui";
import type { Day } from "../types";

/** 9:15: count the change in the drawer (FIN-13). */
export function CountFloat() {
  const t = useT();
  const branch = useBranch();
  const [counted, setCounted] = useState<number | null>(null);
  const count = useCommand({
    run: (amount: number, sent) =>
      answer(
        api.POST("/v1/floats", {
          body: { branch_id: branch.id, counted: { amount, currency: branch.currency } },
          headers: sent.headers,
        }),
      ),
  });
  return (
    <Form
      className="block stack"
      aria-label={t("reception.day.float")}
      onSend={() => {
        if (counted !== null) void count.submit(counted);
      }}
    >
      <h2>{t("reception.day.float")}</h2>
      <Field name="counted" label={t("reception.day.float_counted")} needed>
        <MoneyInput value={counted} onChange={setCounted} />
      </Field>
      <ProblemAlert problem={count.problem} retry={count.retry} />
      <div>
        <Button htmlType="submit" disabled={counted === null} loading={count.pending}>
          {t("reception.day.float_keep")}
        </Button>
      </div>
    </Form>
  );
}

/** The float as it was counted at opening, against what the last close left. */
export function FloatCounted({ opening }: { opening: NonNullable<Day["opening"]> }) {
  const t = useT();
  const found = opening.incident ? "incident" : opening.expected ? "right" : "first";
  return (
    <p role="status" className={opening.incident ? "block red" : "block"}>
      {t(`reception.day.float_${found}`, { counted: money(opening.counted), expected: money(opening.expected) })}{" "}
      <span className="quiet">
        <StaffName id={opening.counted_by} /> · {clockTime(opening.counted_at)}
      </span>
    </p>
  );
}

interface Count {
  counted_cash: Money;
  float_left: Money;
  note: string;
}

/** The cashier counts and signs; a difference needs its reason (FIN-13). */
export function CloseDay({ day, data }: { day: string; data: Day }) {
  const t = useT();
  const branch = useBranch();
  const [counted, setCounted] = useState<number | null>(null);
  const [left, setLeft] = useState<number | null>(null);
  const [note, setNote] = useState("");
  const close = useCommand({
    run: (body: Count, sent) =>
      answer(
        api.POST("/v1/days/{branch_id}/{day}/close", {
          params: { path: { branch_id: branch.id, day } },
          body,
          headers: sent.headers,
        }),
      ),
  });
  const of = (amount: number) => ({ amount, currency: branch.currency });
  const difference = counted === null ? null : counted - data.report.computed_cash.amount;
  const ready = counted !== null && left !== null && (difference === 0 || note.trim() !== "");
  return (
    <Form
      className="block stack"
      aria-label={t("reception.day.close")}
      onSend={() => {
        if (!ready || counted === null || left === null) return;
        void close.submit({ counted_cash: of(counted), float_left: of(left), note: note.trim() });
      }}
    >
      <h2>{t(data.state === "COUNTED" ? "reception.day.close_again" : "reception.day.close")}</h2>
      <div className="rc-fields">
        <Field name="counted" needed label={t("reception.day.counted_cash")}>
          <MoneyInput value={counted} onChange={setCounted} />
        </Field>
        <Field name="float_left" needed label={t("reception.day.float_left")}>
          <MoneyInput value={left} onChange={setLeft} />
        </Field>
      </div>
      {difference !== null && difference !== 0 && (
        <>
          <p className="red" aria-live="polite">
            {t("reception.day.differs", { amount: money(of(difference)) })}
          </p>
          <Field name="note" needed label={t("reception.day.why")}>
            <Input.TextArea rows={2} maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
          </Field>
        </>
      )}
      <ProblemAlert problem={close.problem} retry={close.retry} />
      <div>
        <Button type="primary" htmlType="submit" disabled={!ready} loading={close.pending}>
          {t("reception.day.close_do")}
        </Button>
      </div>
    </Form>
  );
}

/** The person in charge takes the accounts over; then nothing of the day changes (FIN-13, M-77). */
export function SignDay({ day }: { day: string }) {
  const t = useT();
  const branch = useBranch();
  const sign = useCommand({
    run: (_day: string, sent) =>
      answer(
        api.POST("/v1/days/{branch_id}/{day}/signature", {
          params: { path: { branch_id: branch.id, day } },
          headers: sent.headers,
        }),
      ),
  });
  return (
    <ConfirmAction
      label={t("reception.day.sign")}
      question={t("reception.day.sign_question")}
      command={sign}
      input={() => day}
      button={{ type: "primary", size: "large" }}
    />
  );
}
