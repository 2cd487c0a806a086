import { DeleteOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { AutoComplete, Button } from "antd";
import { useState } from "react";
import { answerWithTag, answer, api, useCommand, type components } from "@/api";
import { money } from "@/format";
import { useT } from "@/i18n";
import { useBranch } from "@/session/session";
import { CountInput, Dialog, Field, MoneyInput, ProblemAlert } from "@/ui";
import { DESK, type TaggedSelection } from "../read";

type Product = components["schemas"]["post_production_ProductIn"];
interface Row {
  key: number;
  code: string;
  name: string;
  quantity: number | null;
  photos: number;
  price: number | null;
}

const holds = (text = "", typed: string) => text.toLowerCase().includes(typed.trim().toLowerCase());
const blank = (key: number): Row => ({ key, code: "", name: "", quantity: 1, photos: 1, price: null });

/** Products that packages know, to be named without typing. */
function useKnownProducts() {
  const { id: branch_id } = useBranch();
  const { data } = useQuery({
    queryKey: [...DESK, "packages", branch_id],
    queryFn: () => answer(api.GET("/v1/packages")),
    staleTime: 10 * 60_000,
  });
  const known = new Map<string, string>();
  for (const { current } of data ?? []) for (const { code, name } of current?.products ?? []) known.set(code, name);
  return known;
}

/** The products of the second sale. */
export function ProductsDialog({ read, onClose }: { read: TaggedSelection; onClose: () => void }) {
  const t = useT();
  const { data: selection, tag } = read;
  const { currency } = selection.amount;
  const known = useKnownProducts();
  const sold = selection.products.length;
  const [next, setNext] = useState(sold + 1);
  const [rows, setRows] = useState<readonly Row[]>(() =>
    sold === 0
      ? [blank(0)]
      : selection.products.map(({ code, name, quantity, photos, unit_price }, key) => ({
          key,
          code,
          name,
          quantity,
          photos: photos ?? 0,
          price: unit_price.amount,
        })),
  );
  const selling = useCommand({
    run: (products: Product[], sent) =>
      answerWithTag(
        api.PUT("/v1/selections/{selection_id}/products", {
          params: { path: { selection_id: selection.id } },
          body: { products },
          headers: sent.headers,
        }),
      ),
    tag,
    invalidates: [DESK],
    onDone: onClose,
  });
  const edit = (key: number, change: Partial<Row>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...change } : row)));
  const add = () => {
    setRows([...rows, blank(next)]);
    setNext(next + 1);
  };
  const choose = (key: number, code: string) =>
    edit(key, { code, ...(known.has(code) ? { name: known.get(code) ?? "" } : {}) });
  const whole = rows.every((row) => row.code.trim() && row.name.trim() && row.quantity !== null && row.price !== null);
  const sum = rows.reduce((total, row) => total + (row.quantity ?? 0) * (row.price ?? 0), 0);
  return (
    <Dialog
      width={860}
      title={t("post-production.products.title")}
      okText={t("post-production.products.save")}
      cancelText={t("form.back")}
      confirmLoading={selling.pending}
      okButtonProps={{ disabled: !whole }}
      onCancel={onClose}
      onOk={() =>
        selling.submit(
          rows.map(({ code, name, quantity, photos, price }) => ({
            code: code.trim(),
            name: name.trim(),
            quantity: quantity ?? 1,
            photos,
            unit_price: { amount: price ?? 0, currency },
          })),
        )
      }
    >
      <div className="stack">
        {rows.length === 0 && <p className="quiet">{t("post-production.products.none")}</p>}
        {rows.map((row, at) => (
          <div key={row.key} className="pp-product">
            <Field name={`products.${at}.code`} needed label={at === 0 && t("post-production.products.code")}>
              <AutoComplete
                autoFocus={row.key > sold}
                aria-label={t("post-production.products.code")}
                placeholder={t("post-production.products.code")}
                value={row.code}
                onChange={(code) => choose(row.key, code)}
                options={[...known].map(([value, name]) => ({ value, label: `${value} ${name}` }))}
                showSearch={{ filterOption: (typed, option) => holds(option?.label, typed) }}
                popupMatchSelectWidth={360}
              />
            </Field>
            <Field name={`products.${at}.name`} needed label={at === 0 && t("order.product")}>
              <AutoComplete
                aria-label={t("order.product")}
                placeholder={t("order.product")}
                value={row.name}
                onChange={(name) => edit(row.key, { name })}
              />
            </Field>
            <Field name={`products.${at}.quantity`} needed label={at === 0 && t("post-production.products.quantity")}>
              <CountInput
                aria-label={t("post-production.products.quantity")}
                least={1}
                most={99}
                value={row.quantity}
                onChange={(quantity) => edit(row.key, { quantity })}
              />
            </Field>
            <Field name={`products.${at}.unit_price`} needed label={at === 0 && t("post-production.products.price")}>
              <MoneyInput
                aria-label={t("post-production.products.price")}
                currency={currency}
                value={row.price}
                onChange={(price) => edit(row.key, { price })}
              />
            </Field>
            <Button
              type="text"
              icon={<DeleteOutlined aria-hidden />}
              aria-label={t("post-production.products.remove")}
              onClick={() => setRows(rows.filter((one) => one.key !== row.key))}
            />
          </div>
        ))}
        <div className="pp-bar">
          <Button onClick={add}>{t("post-production.products.add")}</Button>
          <span className="grow" />
          <b className="number">{money({ amount: sum, currency })}</b>
        </div>
        <ProblemAlert problem={selling.problem} retry={selling.retry} />
      </div>
    </Dialog>
  );
}
