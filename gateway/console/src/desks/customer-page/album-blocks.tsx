import { Link } from "react-router";
import { money } from "@/format";
import { useT } from "@/i18n";
import { ownPage, type OwnLayout, type OwnSelection } from "./album";
import { Picture } from "./picture";

const cost = (amount: { amount: number; currency?: string }) =>
  money({ amount: amount.amount, currency: amount.currency ?? "CNY" });

/** How far the own selection is, and the way to it. */
export function SelectionBlock({ selection }: { selection: OwnSelection }) {
  const t = useT();
  const { open, chosen, included, extra_photos, photos } = selection;
  const settled = !["READY", "CHOOSING", "SIGNED"].includes(selection.state);
  const state = settled ? "settled" : !open ? "consultant" : selection.proposed_at ? "sent" : chosen ? "begun" : "new";
  return (
    <section className="block stack" aria-labelledby="selection">
      <h2 id="selection">{t("customer-page.choose.title")}</h2>
      <p>{t(`customer-page.choose.state.${state}`, { count: photos, chosen, included })}</p>
      {(chosen > 0 || settled) && (
        <dl className="customer-sums">
          <dt>{t("customer-page.choose.chosen")}</dt>
          <dd className="number">{chosen}</dd>
          <dt>{t("customer-page.choose.included")}</dt>
          <dd className="number">{included}</dd>
          {extra_photos > 0 && (
            <>
              <dt>{t("customer-page.choose.extra", { count: extra_photos })}</dt>
              <dd className="number">{cost(selection.extra_amount)}</dd>
            </>
          )}
          {selection.products.map((product) => (
            <ProductLine key={`${product.code} ${product.name}`} product={product} />
          ))}
          {selection.custom_design_fee.amount > 0 && (
            <>
              <dt>{t("customer-page.choose.design")}</dt>
              <dd className="number">{cost(selection.custom_design_fee)}</dd>
            </>
          )}
          <dt>
            <b>{t("customer-page.choose.amount")}</b>
          </dt>
          <dd className="number">
            <b>{cost(selection.amount)}</b>
          </dd>
        </dl>
      )}
      <Link className="customer-go" to="photos">
        {t(open ? "customer-page.choose.go" : "customer-page.choose.look")}
      </Link>
    </section>
  );
}

function ProductLine({ product }: { product: OwnSelection["products"][number] }) {
  return (
    <>
      <dt>
        {product.name} × {product.quantity}
      </dt>
      <dd className="number">
        {cost({ ...product.unit_price, amount: product.unit_price.amount * product.quantity })}
      </dd>
    </>
  );
}

/** The layout waits in the studio, as the customer wished (PST-11). */
export function LayoutInShop() {
  const t = useT();
  return (
    <section className="block" aria-labelledby="layout">
      <h2 id="layout">{t("customer-page.layout.title")}</h2>
      <p>{t("customer-page.layout.in_shop")}</p>
    </section>
  );
}

/** The layout that waits for the customer's word, or was answered. */
export function LayoutBlock({ code, layout }: { code: string; layout: OwnLayout }) {
  const t = useT();
  const waits = layout.state === "READY";
  return (
    <section className={waits ? "block stack customer-waits" : "block stack"} aria-labelledby="layout">
      <h2 id="layout">
        {t("customer-page.layout.title")}{" "}
        <span className="tag">{t("customer-page.layout.round", { round: layout.round })}</span>
      </h2>
      <p>{t(`customer-page.layout.state.${layout.state}`)}</p>
      {layout.pages.length > 0 && (
        <p className="customer-strip" aria-hidden>
          {layout.pages.slice(0, 4).map((page) => (
            <Picture key={page.id} src={ownPage(code, page.id, "thumbnail")} alt="" />
          ))}
        </p>
      )}
      <Link className="customer-go" to="layout">
        {t(waits ? "customer-page.layout.go" : "customer-page.layout.look")}
      </Link>
    </section>
  );
}
