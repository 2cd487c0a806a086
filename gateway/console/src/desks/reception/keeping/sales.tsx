import { Button, Input } from "antd";
import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { answer, api, asProblem, useCommand, type components } from "@/api";
import { dayAndTime, money } from "@/format";
import { useT, word } from "@/i18n";
import { useMay } from "@/session/session";
import {
  ConfirmAction,
  CountInput,
  Dialog,
  Empty,
  Field,
  MoneyInput,
  ProblemAlert,
  StaffName,
  StaffSelect,
} from "@/ui";
import { MeansField, meansReady, useMeans } from "../money/method";
import { openPaper } from "../money/take-payment";
import type { Order, Part } from "../types";

type Sale = components["schemas"]["reception_SaleOut"];
type SaleIn = components["schemas"]["reception_SaleIn"];

interface Line {
  name: string;
  quantity: number | null;
  price: number | null;
}
const NOTHING: Line = { name: "", quantity: 1, price: null };
const whole = ({ name, quantity, price }: Line) => name.trim() !== "" && quantity !== null && Boolean(price);
/** Whether something of the line is typed that must not be lost. */
const begun = ({ name, quantity, price }: Line) => name.trim() !== "" || quantity !== 1 || price !== null;

function Lines({ lines, onChange }: { lines: readonly Line[]; onChange: (lines: Line[]) => void }) {
  const t = useT();
  const change = (at: number, more: Partial<Line>) => {
    const next = lines.map((line, index) => (index === at ? { ...line, ...more } : line));
    onChange(next.every(whole) ? [...next, NOTHING] : next);
  };
  const wanted = (at: number) => at === 0 || lines.slice(at).some(begun);
  return (
    <div className="stack">
      {lines.map((line, at) => (
        <div key={at} className="rc-sale-line">
          <Field name={`items.${at}.name`} needed={wanted(at)} label={at === 0 && t("order.product")}>
            <Input
              autoFocus={at === 0}
              maxLength={200}
              aria-label={t("order.product")}
              placeholder={t("reception.sale.product")}
              value={line.name}
              onChange={(event) => change(at, { name: event.target.value })}
            />
          </Field>
          <Field name={`items.${at}.quantity`} needed={wanted(at)} label={at === 0 && t("reception.sale.quantity")}>
            <CountInput
              least={1}
              aria-label={t("reception.sale.quantity")}
              value={line.quantity}
              onChange={(quantity) => change(at, { quantity })}
            />
          </Field>
          <Field name={`items.${at}.unit_price`} needed={wanted(at)} label={at === 0 && t("reception.sale.price")}>
            <MoneyInput
              positive
              aria-label={t("reception.sale.price")}
              value={line.price}
              onChange={(price) => change(at, { price })}
            />
          </Field>
        </div>
      ))}
    </div>
  );
}

/** Sell on the shoot day: things, who sold them, how it is paid; the paper opens (FIN-14). */
function Sell({ order, onClose }: { order: Order; onClose: () => void }) {
  const t = useT();
  const { currency } = order.balance;
  const [lines, setLines] = useState<Line[]>([NOTHING]);
  const [seller, setSeller] = useState<string | null>(null);
  const [commission, setCommission] = useState<number | null>(null);
  const [means, setMeans] = useState(useMeans());
  const sell = useCommand({
    run: (body: SaleIn, sent) =>
      answer(
        api.POST("/v1/orders/{order_id}/sales", {
          params: { path: { order_id: order.id } },
          body,
          headers: sent.headers,
        }),
      ),
    onDone: (sale) => {
      openPaper("sales", sale.id);
      onClose();
    },
  });
  const items = lines.filter(whole).map(({ name, quantity, price }) => ({
    name: name.trim(),
    quantity: quantity ?? 1,
    unit_price: { amount: price ?? 0, currency },
  }));
  const amount = items.reduce((sum, item) => sum + item.quantity * item.unit_price.amount, 0);
  const ready =
    items.length > 0 && lines.every((line) => whole(line) || !begun(line)) && seller !== null && meansReady(means);
  return (
    <Dialog
      title={t("reception.sale.title")}
      okText={`${t("reception.pay.take")} ${money({ amount, currency })}`}
      cancelText={t("form.back")}
      okButtonProps={{ disabled: !ready, size: "large" }}
      confirmLoading={sell.pending}
      onCancel={onClose}
      onOk={() =>
        seller &&
        void sell.submit({
          items,
          seller_id: seller,
          commission: commission === null ? null : { amount: commission, currency },
          method: means.method,
          note_tested: means.tested,
        })
      }
    >
      <div className="stack">
        <Lines lines={lines} onChange={setLines} />
        <Field name="seller_id" label={t("reception.sale.seller")} needed>
          <StaffSelect roles={["makeup_artist"]} value={seller} onChange={setSeller} />
        </Field>
        <Field name="commission" label={t("reception.sale.commission")}>
          <MoneyInput value={commission} onChange={setCommission} />
        </Field>
        <MeansField value={means} onChange={setMeans} />
        <ProblemAlert problem={sell.problem} retry={sell.retry} />
      </div>
    </Dialog>
  );
}

function VoidSale({ sale }: { sale: Sale }) {
  const t = useT();
  const command = useCommand({
    run: (reason: string) =>
      answer(api.POST("/v1/sales/{sale_id}/void", { params: { path: { sale_id: sale.id } }, body: { reason } })),
  });
  return (
    <ConfirmAction
      label={t("reception.receipt.void")}
      question={t("reception.receipt.void_question", { number: sale.number })}
      command={command}
      input={(reason) => reason}
      reason
      button={{ size: "small", danger: true }}
    />
  );
}

/** What was sold besides the package, each with its paper. */
export function Sales({ part }: { part: Part }) {
  const { order } = part;
  const t = useT();
  const may = useMay();
  const [selling, setSelling] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ["reception", "sales", order.id],
    queryFn: async () =>
      (await answer(api.GET("/v1/sales", { params: { query: { order_id: order.id, limit: 100 } } }))).items,
  });
  return (
    <section className="block" aria-label={t("reception.sale.title")}>
      <h2>
        {t("reception.sale.title")} <span className="count">{data?.length ?? ""}</span>
      </h2>
      <ProblemAlert problem={error ? asProblem(error) : null} retry={() => refetch()} />
      {data?.length === 0 && <Empty text={t("reception.sale.none")} />}
      <ul className="plain-list">
        {data?.map((sale) => (
          <li key={sale.id}>
            <div className="line">
              <span className="line-main">
                {sale.items.map(({ name, quantity }) => `${name} × ${quantity}`).join(" · ")}
                <br />
                <span className="quiet">
                  <span className="number">{sale.number}</span> · {dayAndTime(sale.sold_at)} ·{" "}
                  <StaffName id={sale.seller_id} />
                  {sale.commission.amount > 0 && ` · ${t("reception.sale.commission")} ${money(sale.commission)}`}
                </span>
              </span>
              {sale.state === "VOID" ? (
                <span className="tag">{word("value", sale.state)}</span>
              ) : (
                <strong className="number">{money(sale.amount)}</strong>
              )}
            </div>
            {sale.state === "ISSUED" && (
              <div className="rc-block-actions rc-tight">
                <Button size="small" onClick={() => openPaper("sales", sale.id)}>
                  {t("reception.receipt.print")}
                </Button>
                {may("reception.receipts.void") &&
                  (part.signed_days.includes(sale.business_day) ? (
                    <span className="quiet">{t("reception.receipt.kept.SIGNED")}</span>
                  ) : (
                    <VoidSale sale={sale} />
                  ))}
              </div>
            )}
          </li>
        ))}
      </ul>
      {may("reception.sales.make") && order.state !== "CANCELLED" && (
        <div className="rc-block-actions">
          <Button onClick={() => setSelling(true)}>{t("reception.sale.new")}</Button>
        </div>
      )}
      {selling && <Sell order={order} onClose={() => setSelling(false)} />}
    </section>
  );
}
