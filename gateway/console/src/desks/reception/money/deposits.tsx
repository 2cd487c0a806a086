import { Button, Input, Select } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { dayAndTime, money } from "@/format";
import { useT, word } from "@/i18n";
import { useMay } from "@/session/session";
import { ConfirmAction, Empty, Field, FormDialog, Line, MoneyInput, ProblemAlert } from "@/ui";
import { useStorage } from "../storage";
import type { Deposit, DepositObject, Order, Part } from "../types";
import { MeansField, meansReady, useMeans } from "./method";
import { openPaper } from "./take-payment";

type DepositIn = components["schemas"]["reception_DepositIn"];
const OBJECTS = ["LOCKER", "MAKEUP_BOX", "DRESS", "KEY", "PROPS"] as const;
const USUAL = 10_000;

/** Take a deposit for something lent; lockers and boxes are chosen among the free ones (FIN-01, A-38). */
export function TakeDeposit(props: {
  order: Order;
  object?: DepositObject;
  onDone: (deposit: Deposit) => void;
  onBack?: () => void;
}) {
  const { order, object: given, onDone, onBack } = props;
  const t = useT();
  const [object, setObject] = useState<DepositObject>(given ?? "DRESS");
  const [number, setNumber] = useState("");
  const [amount, setAmount] = useState<number | null>(USUAL);
  const [means, setMeans] = useState(useMeans());
  const storage = useStorage().data;
  const places = object === "LOCKER" ? storage?.lockers : object === "MAKEUP_BOX" ? storage?.makeup_boxes : undefined;
  const free = places?.filter((one) => !one.order_id).map((one) => one.number);
  const chosen = number || (free?.[0] ?? "");
  const take = useCommand({
    run: (body: DepositIn, sent) =>
      answer(
        api.POST("/v1/orders/{order_id}/deposits", {
          params: { path: { order_id: order.id } },
          body,
          headers: sent.headers,
        }),
      ),
    onDone: (deposit) => {
      openPaper("deposits", deposit.id);
      onDone(deposit);
    },
  });
  const ready = chosen.trim() !== "" && Boolean(amount) && meansReady(means);
  const submit = () =>
    amount &&
    void take.submit({
      object,
      object_number: chosen.trim(),
      amount: { amount, currency: order.balance.currency },
      method: means.method,
      note_tested: means.tested,
    });
  return (
    <div className="stack">
      <div className="rc-fields">
        {!given && (
          <Field name="object" label={t("reception.deposit.object")}>
            <Select
              value={object}
              onChange={(next) => {
                setObject(next);
                setNumber("");
              }}
              options={OBJECTS.map((value) => ({ value, label: t(`reception.object.${value}`) }))}
            />
          </Field>
        )}
        <Field name="object_number" needed label={t("reception.deposit.number")}>
          {free ? (
            <Select
              showSearch
              value={chosen || null}
              onChange={setNumber}
              placeholder={t("reception.deposit.none_free")}
              options={free.map((value) => ({ value, label: value }))}
            />
          ) : (
            <Input maxLength={40} value={number} onChange={(event) => setNumber(event.target.value)} />
          )}
        </Field>
        <Field name="amount" label={t("reception.deposit.amount")} needed>
          <MoneyInput positive value={amount} onChange={setAmount} />
        </Field>
      </div>
      <MeansField value={means} onChange={setMeans} />
      <ProblemAlert problem={take.problem} retry={take.retry} />
      <div className="page-actions">
        <Button type="primary" disabled={!ready} loading={take.pending} onClick={submit}>
          {t("reception.deposit.take")}
        </Button>
        {onBack && <Button onClick={onBack}>{t("form.back")}</Button>}
      </div>
    </div>
  );
}

/** Give it back against the same paper and a signature (M-43). */
function ReturnDeposit({ deposit }: { deposit: Deposit }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [paper, setPaper] = useState("");
  const [name, setName] = useState("");
  const back = useCommand({
    run: (body: { receipt_number: string; signature_name: string }, sent) =>
      answer(
        api.POST("/v1/deposits/{deposit_id}/return", {
          params: { path: { deposit_id: deposit.id } },
          body,
          headers: sent.headers,
        }),
      ),
    onDone: () => setOpen(false),
  });
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t("reception.deposit.return")}
      </Button>
      {open && (
        <FormDialog
          command={back}
          body={{ receipt_number: paper.trim().toUpperCase(), signature_name: name.trim() }}
          title={`${t("reception.deposit.return")} ${money(deposit.amount)}`}
          ready={paper.trim() !== "" && name.trim() !== ""}
          onClose={() => setOpen(false)}
        >
          <p>{t("reception.deposit.same_paper")}</p>
          <Line
            name="receipt_number"
            needed
            focus
            most={40}
            label={t("reception.deposit.paper")}
            format={t("reception.deposit.paper_format")}
            value={paper}
            onChange={setPaper}
          />
          <Line
            name="signature_name"
            needed
            most={40}
            label={t("reception.deposit.signed_by")}
            value={name}
            onChange={setName}
          />
        </FormDialog>
      )}
    </>
  );
}

function Forfeit({ deposit }: { deposit: Deposit }) {
  const t = useT();
  const command = useCommand({
    run: (body: { reason: string }, sent) =>
      answer(
        api.POST("/v1/deposits/{deposit_id}/forfeiture", {
          params: { path: { deposit_id: deposit.id } },
          body,
          headers: sent.headers,
        }),
      ),
  });
  return (
    <ConfirmAction
      label={t("reception.deposit.forfeit")}
      question={t("reception.deposit.forfeit_question", { number: deposit.number })}
      command={command}
      input={(reason) => ({ reason })}
      reason
      button={{ size: "small", danger: true }}
    />
  );
}

/** What is lent to the customer and against what. */
export function Deposits({ part }: { part: Part }) {
  const t = useT();
  const may = useMay();
  const [taking, setTaking] = useState(false);
  return (
    <section className="block" aria-label={t("field.deposits")}>
      <h2>
        {t("field.deposits")} <span className="count">{part.deposits.length}</span>
      </h2>
      {part.deposits.length === 0 && <Empty text={t("reception.deposit.none")} />}
      <ul className="plain-list">
        {part.deposits.map((one) => (
          <li key={one.id}>
            <div className="line">
              <span className="line-main">
                {t(`reception.object.${one.object}`)} {one.object_number} <span className="number">{one.number}</span>
                <br />
                <span className="quiet">{dayAndTime(one.taken_at)}</span>
              </span>
              <span className="tag">{word("value", one.state)}</span>
              <strong className="number">{money(one.amount)}</strong>
            </div>
            {one.state === "TAKEN" && (
              <div className="rc-block-actions rc-tight">
                {may("reception.receipts.read") && (
                  <Button size="small" onClick={() => openPaper("deposits", one.id)}>
                    {t("reception.receipt.print")}
                  </Button>
                )}
                {may("reception.deposits.return") && <ReturnDeposit deposit={one} />}
                {may("reception.deposits.forfeit") && <Forfeit deposit={one} />}
              </div>
            )}
          </li>
        ))}
      </ul>
      {may("reception.deposits.take") && part.order.state !== "CANCELLED" && (
        <div className="rc-block-actions">
          {taking ? (
            <TakeDeposit order={part.order} onDone={() => setTaking(false)} onBack={() => setTaking(false)} />
          ) : (
            <Button onClick={() => setTaking(true)}>{t("reception.deposit.new")}</Button>
          )}
        </div>
      )}
    </section>
  );
}
