import { Button, Checkbox, Input, Segmented } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { money } from "@/format";
import { useT, word } from "@/i18n";
import { ConfirmAction, Dialog, Field, FormDialog, Line, MoneyInput, ProblemAlert, useDone } from "@/ui";
import type { Receipt, Refund } from "../types";
import type { Invoice } from "./invoices";
import { openPaper } from "./take-payment";

type InvoiceIn = components["schemas"]["reception_InvoiceIn"];

/** What receipts still hold when all that is asked back of them is paid. */
function left(slips: readonly Receipt[], refunds: readonly Refund[]): number {
  const numbers = slips.map(({ number }) => number);
  const back = refunds.filter((one) => one.state !== "REJECTED" && numbers.includes(one.receipt_number));
  const sum = (all: readonly { amount: { amount: number } }[]) => all.reduce((so, one) => so + one.amount.amount, 0);
  return sum(slips) - sum(back);
}

/** Write an invoice for receipts taken back; the day and the goods are not typed (M-45). */
export function WriteInvoice(props: {
  orderId: string;
  slips: readonly Receipt[];
  refunds: readonly Refund[];
  onClose: () => void;
}) {
  const { orderId, slips, refunds, onClose } = props;
  const t = useT();
  const done = useDone();
  const [buyer, setBuyer] = useState<InvoiceIn["buyer"]>("PERSON");
  const [title, setTitle] = useState("");
  const [taxNumber, setTaxNumber] = useState("");
  const [taken, setTaken] = useState<readonly string[]>([]);
  /** Null where no amount is typed, undefined until something is. */
  const [typed, setTyped] = useState<number | null>();
  const [reason, setReason] = useState("");
  const held = slips.filter(({ number }) => taken.includes(number));
  const paid = left(held, refunds);
  const amount = typed === undefined ? paid : (typed ?? 0);
  const currency = slips[0]?.amount.currency ?? "CNY";
  const write = useCommand({
    run: (body: InvoiceIn, sent) =>
      answer(
        api.POST("/v1/orders/{order_id}/invoices", {
          params: { path: { order_id: orderId } },
          body,
          headers: sent.headers,
        }),
      ),
    onDone: (invoice) => {
      if (invoice.number) openPaper("invoices", invoice.id);
      onClose();
      done(
        `${t("reception.invoice.title")} ${invoice.number ?? ""} · ${word("reception.invoice_state", invoice.state)}`,
      );
    },
  });
  const company = buyer === "COMPANY";
  const above = amount > paid;
  const body: InvoiceIn = {
    buyer,
    title: title.trim(),
    tax_number: company ? taxNumber.trim().toUpperCase() : null,
    amount: { amount, currency },
    receipt_numbers: held.map(({ number }) => number),
    slips_collected: true,
    reason: reason.trim(),
  };
  const told = body.title !== "" && (!company || body.tax_number !== "") && (!above || body.reason !== "");
  const ready = held.length > 0 && amount > 0 && told;
  return (
    <FormDialog
      ownWords
      title={t("reception.invoice.write")}
      command={write}
      body={body}
      ready={ready}
      onClose={onClose}
    >
      <Segmented<InvoiceIn["buyer"]>
        aria-label={t("reception.invoice.buyer")}
        value={buyer}
        onChange={setBuyer}
        options={[
          { value: "PERSON", label: t("reception.invoice.person") },
          { value: "COMPANY", label: t("reception.invoice.company") },
        ]}
      />
      <Line name="title" needed label={t("reception.invoice.name")} value={title} onChange={setTitle} focus />
      {company && (
        <Line
          name="tax_number"
          needed
          label={t("reception.invoice.tax_number")}
          value={taxNumber}
          onChange={setTaxNumber}
          most={20}
          format={t("reception.invoice.tax_format")}
        />
      )}
      <Field name="receipt_numbers" label={t("reception.invoice.slips")} group>
        <Checkbox.Group className="stack" value={[...taken]} onChange={(chosen) => setTaken(chosen.map(String))}>
          {slips.map((slip) => (
            <Checkbox key={slip.id} value={slip.number}>
              <span className="number">{slip.number}</span> {money({ amount: left([slip], refunds), currency })}
            </Checkbox>
          ))}
        </Checkbox.Group>
      </Field>
      <Field name="amount" needed label={t("reception.invoice.amount")}>
        <MoneyInput positive value={typed === undefined ? paid || null : typed} onChange={setTyped} />
      </Field>
      {above && (
        <>
          <p className="down">{t("reception.invoice.above", { amount: money({ amount: paid, currency }) })}</p>
          <Line name="reason" needed label={t("form.reason")} value={reason} onChange={setReason} />
        </>
      )}
    </FormDialog>
  );
}

/** Somebody agreed: write it, with today's date and the next number. */
export function IssueInvoice({ one }: { one: Invoice }) {
  const t = useT();
  const command = useCommand({
    run: (id: string, sent) =>
      answer(api.POST("/v1/invoices/{invoice_id}/issue", { params: { path: { invoice_id: id } }, ...sent })),
    onDone: (invoice) => openPaper("invoices", invoice.id),
  });
  return (
    <ConfirmAction
      label={t("reception.invoice.issue")}
      question={t("reception.invoice.issue_question", { amount: money(one.amount), title: one.title })}
      command={command}
      input={() => one.id}
      button={{ size: "small", type: "primary" }}
    />
  );
}

/** 作废: both copies are here, marked and not torn up; the number stays (M-45). */
export function VoidInvoice({ one }: { one: Invoice }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const done = useDone();
  const what = `${t("reception.receipt.void")} ${one.number ?? ""}`;
  const [copies, setCopies] = useState(false);
  const [reason, setReason] = useState("");
  const command = useCommand({
    run: (body: components["schemas"]["reception_InvoiceVoidIn"]) =>
      answer(api.POST("/v1/invoices/{invoice_id}/void", { params: { path: { invoice_id: one.id } }, body })),
    onDone: () => {
      setOpen(false);
      done(t("form.done", { what }));
    },
  });
  return (
    <>
      <Button size="small" danger onClick={() => setOpen(true)}>
        {t("reception.receipt.void")}
      </Button>
      {open && (
        <Dialog
          title={what}
          okText={t("reception.receipt.void")}
          cancelText={t("form.back")}
          okButtonProps={{ danger: true, disabled: !copies || reason.trim() === "" }}
          confirmLoading={command.pending}
          onOk={() => void command.submit({ reason: reason.trim(), both_copies: copies })}
          onCancel={() => setOpen(false)}
        >
          <div className="stack">
            <Checkbox checked={copies} onChange={(event) => setCopies(event.target.checked)}>
              {t("reception.invoice.both_copies")}
            </Checkbox>
            <Field name="reason" needed label={t("form.reason")}>
              <Input.TextArea
                rows={2}
                maxLength={500}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            </Field>
            <ProblemAlert problem={command.problem} retry={command.retry} />
          </div>
        </Dialog>
      )}
    </>
  );
}
