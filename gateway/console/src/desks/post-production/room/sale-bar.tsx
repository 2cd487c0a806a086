import { CloseOutlined, ExpandOutlined } from "@ant-design/icons";
import { Button, Segmented } from "antd";
import { useEffect, useState } from "react";
import { businessNow, howLong, money } from "@/format";
import { useT, word } from "@/i18n";
import type { Selection } from "../read";
import { FILTERS, type Filter } from "./filter";
import type { Running } from "./price";

function Figure({ name, value, strong = false }: { name: string; value: string | number; strong?: boolean }) {
  return (
    <div className={strong ? "pp-sale pp-sale-strong" : "pp-sale"}>
      <dt>{name}</dt>
      <dd className="number">{value}</dd>
    </div>
  );
}

/** How long the clerk has been with this customer (PST-09). */
function Sitting({ since }: { since: string }) {
  const t = useT();
  const [, tick] = useState(0);
  useEffect(() => {
    const ticking = setInterval(() => tick((count) => count + 1), 30_000);
    return () => clearInterval(ticking);
  }, []);
  const time = howLong(businessNow().getTime() - new Date(since).getTime());
  return (
    <span className="quiet number" role="timer">
      {t("post-production.room.sitting", { time })}
    </span>
  );
}

/** What the price is made of: photos beyond the package, products, the design. */
export function SaleParts({ selection, sale }: { selection: Selection; sale: Running }) {
  const t = useT();
  const { extra_photo_price, product_amount, custom_design_fee } = selection;
  const cost = (amount: number) => money({ ...selection.amount, amount });
  return (
    <>
      {sale.extra > 0 && (
        <span className="number">
          {t("post-production.room.extra_price", {
            count: sale.extra,
            price: cost(extra_photo_price.amount),
            amount: cost(sale.extraAmount),
          })}
        </span>
      )}
      {product_amount.amount > 0 && (
        <span className="number">
          {t("post-production.products.short")} {money(product_amount)}
        </span>
      )}
      {custom_design_fee.amount > 0 && (
        <span className="number">
          {word("post-production.design_mode", "CUSTOM")} {money(custom_design_fee)}
        </span>
      )}
    </>
  );
}

/** Included, chosen, extra and the price, always in sight (PST-04). */
export function SaleBar(props: {
  number: string;
  selection: Selection;
  sale: Running;
  unsaved: number;
  total: number;
  filter: Filter;
  onFilter: (filter: Filter) => void;
  editable: boolean;
  onProducts: () => void;
  onFinish: () => void;
  onLeave: () => void;
}) {
  const { number, selection, sale, unsaved, total, filter, onFilter, editable } = props;
  const t = useT();
  const cost = (amount: number) => money({ amount, currency: selection.amount.currency });
  const wide = () =>
    void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
  return (
    <header className="pp-sale-bar">
      <div className="pp-sale-row">
        <h1>
          {t("post-production.room.title")} <span className="number quiet">{number}</span>
        </h1>
        <dl className="pp-sales" aria-live="polite">
          <Figure name={t("post-production.room.included")} value={sale.included} />
          <Figure name={t("post-production.room.chosen")} value={sale.chosen} strong />
          <Figure name={t("post-production.room.extra_word")} value={sale.extra} />
          <Figure name={t("post-production.room.enlargements")} value={sale.enlargements} />
          <Figure name={t("post-production.room.amount")} value={cost(sale.amount)} strong />
        </dl>
        <span className="grow" />
        {editable && (
          <>
            <Button onClick={props.onProducts}>{t("post-production.products.short")}</Button>
            <Button type="primary" onClick={props.onFinish} disabled={sale.listed === 0}>
              {t("post-production.finish.title")}
            </Button>
          </>
        )}
        <Button
          type="text"
          icon={<ExpandOutlined aria-hidden />}
          aria-label={t("post-production.room.full")}
          onClick={wide}
        />
        <Button
          type="text"
          icon={<CloseOutlined aria-hidden />}
          aria-label={t("post-production.room.leave")}
          onClick={props.onLeave}
        />
      </div>
      <div className="pp-sale-row">
        <Segmented<Filter>
          size="small"
          value={filter}
          onChange={onFilter}
          options={FILTERS.map((value) => ({ value, label: t(`post-production.filter.${value}`) }))}
        />
        <span className="quiet number">{t("post-production.room.total", { count: total })}</span>
        {sale.left > 0 && <span className="quiet number">{t("post-production.room.left", { count: sale.left })}</span>}
        <SaleParts selection={selection} sale={sale} />
        <span className="grow" />
        {selection.started_at && !selection.confirmed_at && <Sitting since={selection.started_at} />}
        <span className="quiet" role="status">
          {unsaved > 0 ? t("post-production.room.saving", { count: unsaved }) : t("post-production.room.saved")}
        </span>
      </div>
    </header>
  );
}
