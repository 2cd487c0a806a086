import { Input, Segmented, Select } from "antd";
import { useState, type ReactNode } from "react";
import { asProblem, useCommand } from "@/api";
import { money, plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { Field, FormDialog, Line, MoneyInput, ProblemAlert } from "@/ui";
import { usePart } from "../reception/order/use-part";
import { PAID, STALE, steps, WAYS, type Damage, type How, type MadeGoodIn, type OfferIn } from "./damage";

/** What every form of a step gets: the report, what is shown above the fields, and the ways out. */
export interface StepProps {
  damage: Damage;
  /** Refunds that make good a report of this order already. */
  used: readonly string[];
  head: ReactNode;
  /** Somebody else was first: the report is read anew, and what was typed stays. */
  onStale: () => void;
  onClose: () => void;
}

/** What was agreed with the customer; until the store manager has decided, another offer replaces it (M-21). */
export function OfferForm({ damage, head, onStale, onClose }: StepProps) {
  const t = useT();
  const [how, setHow] = useState<How>(damage.how ?? "REPAIR");
  const [amount, setAmount] = useState<number | null>(damage.how ? damage.amount.amount : null);
  const [terms, setTerms] = useState(damage.terms);
  const { currency = "CNY" } = damage.amount;
  const command = useCommand({
    run: (body: OfferIn, sent) => steps.offer(damage, body, sent),
    invalidates: STALE,
    onStale,
    onDone: onClose,
  });
  const paid = PAID.includes(how);
  return (
    <FormDialog
      {...{ command, onClose }}
      title={damage.number}
      ok={t(damage.state === "OFFERED" ? "damages.offer_anew" : "damages.make_offer")}
      body={{ how, amount: { amount: amount ?? 0, currency }, terms: terms.trim() }}
      ready={amount !== null && (!paid || amount > 0)}
    >
      {head}
      <Field group name="how" label={t("damages.offer")}>
        <Segmented
          aria-label={t("damages.offer")}
          value={how}
          onChange={setHow}
          options={WAYS.map((value) => ({ value, label: word("damages.how", value) }))}
        />
      </Field>
      <p className="quiet">{t(`damages.explained.${how}`)}</p>
      <Field name="amount" needed label={t(paid ? "damages.paid" : "damages.cost")}>
        <MoneyInput positive={paid} value={amount} onChange={setAmount} currency={currency} />
      </Field>
      <Field name="terms" label={t("damages.terms")}>
        <Input.TextArea rows={2} maxLength={1000} value={terms} onChange={({ target }) => setTerms(target.value)} />
      </Field>
    </FormDialog>
  );
}

/** The customer has what was offered, and signs; money went out by a refund of the order (M-21, M-39). */
export function MakeGoodForm({ damage, used, head, onClose }: StepProps) {
  const t = useT();
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const refunded = damage.how === "REFUND";
  const refunds = useFitting(damage, used, refunded);
  const refund_id = chosen ?? (refunds.fitting.length === 1 ? refunds.fitting[0]?.id : null) ?? null;
  const command = useCommand({
    run: (body: MadeGoodIn, sent) => steps.makeGood(damage, body, sent),
    invalidates: STALE,
    onDone: onClose,
  });
  return (
    <FormDialog
      {...{ command, onClose }}
      title={damage.number}
      ok={t("damages.make_good")}
      body={{ signature_name: name.trim(), refund_id: refunded ? refund_id : null }}
      ready={name.trim() !== "" && (!refunded || refund_id !== null)}
    >
      {head}
      {refunded && (
        <>
          <Field name="refund_id" needed label={t("damages.refund")}>
            <Select
              aria-label={t("damages.refund")}
              placeholder={t("form.choose")}
              notFoundContent={t("damages.no_refund", { amount: money(damage.amount) })}
              loading={refunds.isPending}
              value={refund_id}
              onChange={setChosen}
              options={refunds.fitting.map((one) => ({
                value: one.id,
                label: `${one.receipt_number} · −${money(one.amount)} · ${plainDay(one.paid_on)}`,
              }))}
            />
          </Field>
          <ProblemAlert problem={refunds.error ? asProblem(refunds.error) : null} retry={refunds.refetch} />
          {refunds.known && refunds.fitting.length === 0 && (
            <p className="down">{t("damages.no_refund", { amount: money(damage.amount) })}</p>
          )}
        </>
      )}
      <Line name="signature_name" needed focus label={t("damages.signed_by")} value={name} onChange={setName} />
    </FormDialog>
  );
}

/** The order's refunds of that amount that were paid out and make good nothing else. */
function useFitting(damage: Damage, used: readonly string[], wanted: boolean) {
  const part = usePart(damage.order_id, wanted);
  const fitting = (part.data?.refunds ?? []).filter(
    ({ id, state, amount }) => state === "PAID" && amount.amount === damage.amount.amount && !used.includes(id),
  );
  return {
    fitting,
    known: part.data !== undefined,
    isPending: part.isPending,
    error: part.error,
    refetch: () => part.refetch(),
  };
}
