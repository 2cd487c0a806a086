import { Button, Input, Segmented } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { money } from "@/format";
import { useT, word } from "@/i18n";
import { useSession } from "@/session/session";
import { Dialog, Field, MoneyInput, ProblemAlert, StaffSelect } from "@/ui";
import type { Part, Receipt } from "../types";
import { formFor, handlerOf, openAccount, sumsOf, type Account } from "./forms";
import { MeansField, meansReady, useMeans } from "./method";

type PaymentIn = components["schemas"]["reception_PaymentIn"];

/** Opens the paper in a tab of its own, where the browser prints it. */
export function openPaper(kind: "receipts" | "deposits" | "sales" | "custody-records" | "invoices", id: string): void {
  window.open(`/v1/${kind}/${id}/print`, "_blank", "noopener");
}

/** The paper on which a referrer signed for his cash-back (A-26). */
export function openCashBack(order_id: string): void {
  window.open(`/v1/orders/${order_id}/cash-back/print`, "_blank", "noopener");
}

/** Take money: the amount stands there, enter takes it, the receipt opens (FIN-01, FIN-05). */
export function TakePayment({ part, onClose }: { part: Part; onClose: () => void }) {
  const t = useT();
  const { me } = useSession();
  const { order } = part;
  const [account, setAccount] = useState<Account>(() => openAccount(order));
  const sums = sumsOf(order, account);
  const [amount, setAmount] = useState<number | null>(sums.rest);
  const [means, setMeans] = useState(useMeans());
  const [handler, setHandler] = useState(() => handlerOf(part, me));
  const [note, setNote] = useState("");
  const [taken, setTaken] = useState<Receipt | null>(null);
  const take = useCommand({
    run: (body: PaymentIn, sent) =>
      answer(
        api.POST("/v1/orders/{order_id}/payments", {
          params: { path: { order_id: order.id } },
          body,
          headers: sent.headers,
        }),
      ),
    onDone: (receipt) => {
      setTaken(receipt);
      openPaper("receipts", receipt.id);
    },
  });
  const form = amount ? formFor(account, sums, amount) : null;
  const needsHandler = account === "SELECTION" && handler === null;
  const ready = form !== null && meansReady(means) && !needsHandler;
  const submit = () => {
    if (!ready || !form || !amount) return;
    const { currency } = order.balance;
    void take.submit({
      form,
      amount: { amount, currency },
      method: means.method,
      note_tested: means.tested,
      handler_id: account === "SELECTION" ? handler : null,
      note: note.trim(),
    });
  };
  const choose = (next: Account) => {
    setAccount(next);
    setAmount(sumsOf(order, next).rest);
  };
  return (
    <Dialog
      title={t("reception.pay.title")}
      width={560}
      {...(taken && { footer: null })}
      okText={t("reception.pay.take")}
      cancelText={t("form.back")}
      okButtonProps={{ disabled: !ready, size: "large" }}
      cancelButtonProps={{ size: "large" }}
      confirmLoading={take.pending}
      onOk={submit}
      onCancel={onClose}
    >
      {taken ? (
        <Taken receipt={taken} onClose={onClose} />
      ) : (
        <div className="stack">
          {order.selection_total.amount > 0 && (
            <Segmented
              aria-label={t("reception.pay.account")}
              value={account}
              onChange={choose}
              options={(["PACKAGE", "SELECTION"] as const).map((value) => ({
                value,
                label: `${t(`reception.pay.${value.toLowerCase()}`)} ${money({ ...order.balance, amount: sumsOf(order, value).rest })}`,
              }))}
            />
          )}
          <Field name="amount" needed label={t("reception.pay.amount")}>
            <span onFocus={(event) => event.target instanceof HTMLInputElement && event.target.select()}>
              <MoneyInput autoFocus positive currency={order.balance.currency} value={amount} onChange={setAmount} />
            </span>
          </Field>
          <p className="quiet" aria-live="polite">
            {form &&
              `${word("value", form)} · ${t("reception.pay.after", { rest: money({ ...order.balance, amount: sums.rest - (amount ?? 0) }) })}`}
          </p>
          <MeansField value={means} onChange={setMeans} />
          {account === "SELECTION" && (
            <Field name="handler_id" needed label={t("reception.pay.handler")}>
              <StaffSelect roles={["selection_consultant"]} value={handler} onChange={setHandler} />
            </Field>
          )}
          <Field name="note" label={t("reception.pay.note")}>
            <Input maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
          </Field>
          <ProblemAlert problem={take.problem} retry={take.retry} />
        </div>
      )}
    </Dialog>
  );
}

function Taken({ receipt, onClose }: { receipt: Receipt; onClose: () => void }) {
  const t = useT();
  return (
    <div className="stack" role="status">
      <p>
        {word("value", receipt.form)} <b className="number">{receipt.number}</b>
      </p>
      <p className="rc-big">{money(receipt.amount)}</p>
      <p className={receipt.unpaid_after.amount > 0 ? "red" : "quiet"}>
        {t("reception.pay.after", { rest: money(receipt.unpaid_after) })}
      </p>
      <div className="row-actions">
        <Button onClick={() => openPaper("receipts", receipt.id)}>{t("reception.receipt.print")}</Button>
        <span className="grow" />
        <Button type="primary" autoFocus onClick={onClose}>
          {t("reception.done")}
        </Button>
      </div>
    </div>
  );
}
