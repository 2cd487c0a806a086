import { Button, Checkbox } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { dayAndTime, money } from "@/format";
import { useT, word } from "@/i18n";
import { useMay } from "@/session/session";
import { ConfirmAction, Empty, Field, FormDialog, Line, MoneyInput, StaffName } from "@/ui";
import type { ListedReceipt, Part, Receipt } from "../types";
import { openPaper } from "./take-payment";

type RefundIn = components["schemas"]["reception_RefundIn"];

/** 作废: the number stays, the money no longer counts (FIN-02). */
function VoidReceipt({ id, number }: { id: string; number: string }) {
  const t = useT();
  const command = useCommand({
    run: (body: { reason: string }, sent) =>
      answer(
        api.POST("/v1/receipts/{receipt_id}/void", {
          params: { path: { receipt_id: id } },
          body,
          headers: sent.headers,
        }),
      ),
  });
  return (
    <ConfirmAction
      label={t("reception.receipt.void")}
      question={t("reception.receipt.void_question", { number })}
      command={command}
      input={(reason) => ({ reason })}
      reason
      button={{ size: "small", danger: true }}
    />
  );
}

/** Voiding a receipt, or why it stays as it is: its day is signed, money of it went back, an invoice stands for it. */
export function VoidOrWhyNot({ receipt, brief = false }: { receipt: ListedReceipt; brief?: boolean }) {
  const t = useT();
  const { id, number, state, kept } = receipt;
  if (state !== "ISSUED") return null;
  if (!kept) return <VoidReceipt id={id} number={number} />;
  const why = t(`reception.receipt.kept.${kept}`);
  return (
    <span className="quiet" title={brief ? why : undefined}>
      {brief ? t(`reception.receipt.kept_brief.${kept}`) : why}
    </span>
  );
}

/** Ask for money back of a receipt; a second person approves, the cashier pays (M-39). */
function AskRefund({ receipt }: { receipt: Receipt }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [amount, setAmount] = useState<number | null>(null);
  const [reason, setReason] = useState("");
  const [lowers, setLowers] = useState(true);
  const ask = useCommand({
    run: (body: RefundIn, sent) => answer(api.POST("/v1/refund-requests", { body, headers: sent.headers })),
    onDone: () => setOpen(false),
  });
  const body: RefundIn = {
    order_id: receipt.order_id,
    receipt_number: receipt.number,
    amount: { amount: amount ?? 0, currency: receipt.amount.currency },
    reason: reason.trim(),
    lowers_price: lowers,
  };
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t("reception.refund.ask")}
      </Button>
      {open && (
        <FormDialog
          command={ask}
          body={body}
          title={`${t("reception.refund.ask")} ${receipt.number}`}
          ok={t("reception.refund.ask")}
          ready={Boolean(amount) && body.reason !== ""}
          onClose={() => setOpen(false)}
        >
          <Field name="amount" label={t("reception.refund.amount")} needed>
            <MoneyInput autoFocus positive value={amount} onChange={setAmount} />
          </Field>
          <Line name="reason" needed most={1000} label={t("form.reason")} value={reason} onChange={setReason} />
          <Checkbox checked={lowers} onChange={(event) => setLowers(event.target.checked)}>
            {t("reception.refund.lowers")}
          </Checkbox>
        </FormDialog>
      )}
    </>
  );
}

function ReceiptActions({ receipt }: { receipt: ListedReceipt }) {
  const t = useT();
  const may = useMay();
  return (
    <div className="rc-block-actions rc-tight">
      {may("reception.receipts.read") && (
        <Button size="small" onClick={() => openPaper("receipts", receipt.id)}>
          {t("reception.receipt.print")}
        </Button>
      )}
      {may("reception.refunds.request") && <AskRefund receipt={receipt} />}
      {may("reception.receipts.void") && <VoidOrWhyNot receipt={receipt} />}
    </div>
  );
}

/** The order's receipts and refunds. */
export function Receipts({ part }: { part: Part }) {
  const t = useT();
  return (
    <section className="block" aria-label={t("field.receipts")}>
      <h2>
        {t("field.receipts")} <span className="count">{part.receipts.length}</span>
      </h2>
      {part.receipts.length === 0 && (
        <Empty text={t("reception.receipt.none")} hint={t("reception.receipt.none_hint")} />
      )}
      <ul className="plain-list">
        {part.receipts.map((one) => (
          <li key={one.id}>
            <div className="line">
              <span className="line-main rc-wrap">
                <span className="number">{one.number}</span> {word("value", one.form)}
                <br />
                <span className="quiet">
                  {dayAndTime(one.taken_at)} · {word("value", one.method)} · <StaffName id={one.cashier_id} />
                  {one.void_reason && ` · ${one.void_reason}`}
                </span>
              </span>
              {one.state === "VOID" ? (
                <span className="tag">{word("value", one.state)}</span>
              ) : (
                <strong className="number">{money(one.amount)}</strong>
              )}
            </div>
            {one.state === "ISSUED" && <ReceiptActions receipt={one} />}
          </li>
        ))}
      </ul>
      {part.refunds.length > 0 && <h3>{t("field.refunds")}</h3>}
      <ul className="plain-list">
        {part.refunds.map((one) => (
          <li key={one.id} className="line">
            <span className="line-main">
              {one.receipt_number} <span className="quiet">{one.reason}</span>
            </span>
            <span className="tag">{word("value", one.state)}</span>
            <strong className="number">−{money(one.amount)}</strong>
          </li>
        ))}
      </ul>
    </section>
  );
}
