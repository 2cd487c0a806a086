import { Button, Checkbox, Input } from "antd";
import { useState } from "react";
import { answer, api, useCommand } from "@/api";
import { money } from "@/format";
import { useT, word } from "@/i18n";
import { Field, MoneyInput, ProblemAlert } from "@/ui";
import type { Part } from "../types";

/** Ask to end the order and give money back; somebody else approves (M-39). */
export function Ending({ part }: { part: Part }) {
  const t = useT();
  const { order } = part;
  const pending = part.cancellations.find((one) => one.state === "REQUESTED");
  const issued = part.receipts.filter((one) => one.state === "ISSUED");
  const [reason, setReason] = useState("");
  const [back, setBack] = useState<Record<string, number | null>>({});
  const ask = useCommand({
    run: (
      body: { reason: string; refunds: { receipt_number: string; amount: { amount: number; currency: string } }[] },
      sent,
    ) =>
      answer(
        api.POST("/v1/orders/{order_id}/cancellation-requests", {
          params: { path: { order_id: order.id } },
          body,
          headers: sent.headers,
        }),
      ),
  });
  const refunds = Object.entries(back).flatMap(([receipt_number, amount]) =>
    amount ? [{ receipt_number, amount: { amount, currency: order.balance.currency } }] : [],
  );
  const placeOf = (number: string) => refunds.findIndex(({ receipt_number }) => receipt_number === number);
  if (pending) {
    return (
      <section className="block" aria-label={t("reception.ending.title")}>
        <p className="down">{t("reception.ending.waits", { reason: pending.reason })}</p>
      </section>
    );
  }
  return (
    <details className="block">
      <summary>{t("reception.ending.title")}</summary>
      <div className="stack">
        <Field name="reason" label={t("form.reason")} needed>
          <Input.TextArea
            rows={2}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        {issued.map((one) => (
          <div key={one.id} className="rc-back">
            <Checkbox
              checked={back[one.number] !== undefined}
              onChange={(event) => {
                const rest = Object.fromEntries(Object.entries(back).filter(([number]) => number !== one.number));
                setBack(event.target.checked ? { ...back, [one.number]: one.amount.amount } : rest);
              }}
            >
              {t("reception.ending.back", { number: one.number, amount: money(one.amount) })}
            </Checkbox>
            <span className="quiet">{word("value", one.method)}</span>
            {back[one.number] !== undefined && (
              <Field name={`refunds.${placeOf(one.number)}.amount`} needed label={t("reception.refund.amount")}>
                <MoneyInput
                  positive
                  aria-label={`${t("reception.refund.amount")} ${one.number}`}
                  value={back[one.number] ?? null}
                  onChange={(amount) => setBack({ ...back, [one.number]: amount })}
                />
              </Field>
            )}
          </div>
        ))}
        <ProblemAlert problem={ask.problem} retry={ask.retry} />
        <div>
          <Button
            danger
            disabled={reason.trim() === "" || Object.values(back).some((amount) => !amount)}
            loading={ask.pending}
            onClick={() => void ask.submit({ reason: reason.trim(), refunds })}
          >
            {t("reception.ending.ask")}
          </Button>
        </div>
      </div>
    </details>
  );
}
