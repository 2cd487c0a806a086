import { Button } from "antd";
import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { answer, api, asProblem, type components } from "@/api";
import { money, plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { useMay } from "@/session/session";
import { Empty, ProblemAlert, StaffName } from "@/ui";
import type { Part } from "../types";
import { IssueInvoice, VoidInvoice, WriteInvoice } from "./invoice-forms";
import { openPaper } from "./take-payment";

export type Invoice = components["schemas"]["reception_InvoiceOut"];

/** The order's invoices, and which of its receipts they stand for. */
export function useInvoices(order_id: string) {
  const asked = useQuery({
    queryKey: ["reception", "invoices", order_id],
    queryFn: async () => (await answer(api.GET("/v1/invoices", { params: { query: { order_id, limit: 100 } } }))).items,
    enabled: useMay()("reception.invoices.read"),
    meta: { live: ["invoice."] },
  });
  const live = asked.data?.filter(({ state }) => state !== "VOID" && state !== "REJECTED") ?? [];
  return { ...asked, covered: new Set(live.flatMap((one) => one.receipt_numbers)) };
}

/** The order's invoices: written, waiting for somebody's word, void with their number (M-45). */
export function Invoices({ part }: { part: Part }) {
  const t = useT();
  const may = useMay();
  const [writing, setWriting] = useState(false);
  const { order } = part;
  const { data, error, refetch, covered } = useInvoices(order.id);
  const slips = part.receipts.filter(({ state, number }) => state === "ISSUED" && !covered.has(number));
  return (
    <section className="block" aria-label={t("reception.invoice.title")}>
      <h2>
        {t("reception.invoice.title")} <span className="count">{data?.length ?? ""}</span>
      </h2>
      <ProblemAlert problem={error ? asProblem(error) : null} retry={() => refetch()} />
      {data?.length === 0 && <Empty text={t("reception.invoice.none")} />}
      <ul className="plain-list">
        {data?.map((one) => (
          <InvoiceLine key={one.id} one={one} />
        ))}
      </ul>
      {may("reception.invoices.write") && data && slips.length > 0 && (
        <div className="rc-block-actions">
          <Button onClick={() => setWriting(true)}>{t("reception.invoice.write")}</Button>
        </div>
      )}
      {writing && (
        <WriteInvoice orderId={order.id} slips={slips} refunds={part.refunds} onClose={() => setWriting(false)} />
      )}
    </section>
  );
}

function InvoiceLine({ one }: { one: Invoice }) {
  const t = useT();
  const may = useMay();
  return (
    <li>
      <div className="line">
        <span className="line-main">
          {one.title}
          <br />
          <span className="quiet">
            {one.number && <span className="number">{one.number}</span>}
            {one.issued_on && ` · ${plainDay(one.issued_on)} · `}
            {!one.number && `${one.receipt_numbers.join(" ")} · `}
            <StaffName id={one.issued_by ?? one.requested_by} />
          </span>
        </span>
        {one.state !== "ISSUED" && (
          <span className="tag" title={one.void_reason ?? undefined}>
            {word("reception.invoice_state", one.state)}
          </span>
        )}
        {one.state !== "VOID" && <strong className="number">{money(one.amount)}</strong>}
      </div>
      <div className="rc-block-actions rc-tight">
        {one.state === "READY" && may("reception.invoices.write") && <IssueInvoice one={one} />}
        {one.number && (
          <Button size="small" onClick={() => openPaper("invoices", one.id)}>
            {t("reception.receipt.print")}
          </Button>
        )}
        {one.state === "ISSUED" && may("reception.invoices.void") && <VoidInvoice one={one} />}
      </div>
    </li>
  );
}
