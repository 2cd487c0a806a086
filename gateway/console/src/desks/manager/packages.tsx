import { useQuery } from "@tanstack/react-query";
import { Button, Input, Select, Skeleton } from "antd";
import { useState } from "react";
import { answer, api, asProblem, useCommand, type components, type FieldName } from "@/api";
import { isoDay, money, plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useSession } from "@/session/session";
import { CountInput, DayInput, Empty, Field, MoneyInput, ProblemAlert } from "@/ui";
import { CATEGORIES } from "./capacity";
import { DeskPage } from "./desk-page";
import { SaveForm } from "./save-form";

type Package = components["schemas"]["reception_PackageOut"];
type Version = components["schemas"]["reception_VersionIn"];
type Product = Record<"code" | "name", string> & Record<"quantity" | "photos", number | null>;
type Category = components["schemas"]["reception_Category"];

const NEW = "new";

/** What is sold at which price; an order keeps the version it was placed with. */
export function Packages() {
  const t = useT();
  const [edited, setEdited] = useState<string | null>(null);
  const list = useQuery({
    queryKey: ["manager", "packages"],
    queryFn: () => answer(api.GET("/v1/packages")),
  });
  const add = () => setEdited(NEW);
  const repriced = list.data?.find(({ id }) => id === edited);
  return (
    <DeskPage
      title={t("manager.packages.title")}
      actions={
        <Button type="primary" onClick={add}>
          {t("manager.packages.add")}
        </Button>
      }
      shortcuts={[{ keys: "n", label: t("manager.packages.add"), run: add }]}
    >
      {list.isPending && <Skeleton active />}
      {list.error && <ProblemAlert problem={asProblem(list.error)} retry={() => list.refetch()} />}
      {edited === NEW && <NewPackage onDone={(made) => setEdited(made?.id ?? null)} />}
      {repriced && (
        <NewVersion
          key={repriced.id}
          one={repriced}
          onStale={() => void list.refetch()}
          onDone={() => setEdited(null)}
        />
      )}
      {list.data?.length === 0 && <Empty text={t("manager.packages.empty")} hint={t("manager.packages.empty_hint")} />}
      {list.data && list.data.length > 0 && <PackageTable rows={list.data} onEdit={setEdited} />}
    </DeskPage>
  );
}

function PackageTable({ rows, onEdit }: { rows: readonly Package[]; onEdit: (id: string) => void }) {
  const t = useT();
  const { branches } = useSession();
  return (
    <div className="queue">
      <table aria-label={t("manager.packages.title")}>
        <thead>
          <tr>
            <th scope="col">{t("manager.packages.code")}</th>
            <th scope="col">{t("order.package")}</th>
            <th scope="col" className="figure">
              {t("manager.packages.price")}
            </th>
            <th scope="col" className="figure">
              {t("manager.packages.extra")}
            </th>
            <th scope="col">
              {t("manager.packages.where")} · {t("manager.packages.since")}
            </th>
            <th scope="col">{t("manager.form.change")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.id}>
              <td className="number no-wrap">{one.code}</td>
              <td>
                {one.current?.name ?? t("manager.packages.unpriced")}
                <br />
                <span className="quiet">{word("category", one.category)}</span>
              </td>
              <td className="figure">{one.current && money(one.current.price)}</td>
              <td className="figure">{one.current && money(one.current.extra_photo_price)}</td>
              <td>
                {one.branch_id
                  ? (branches.find(({ id }) => id === one.branch_id)?.name ?? one.branch_id)
                  : t("manager.people.all_branches")}
                <br />
                <span className="quiet">{one.current && plainDay(one.current.valid_from)}</span>
                {one.planned && (
                  <>
                    <br />
                    <Planned version={one.planned} />
                  </>
                )}
              </td>
              <td>
                <Button onClick={() => onEdit(one.id)}>{t("manager.packages.reprice")}</Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A version that is not sold yet, and from when on it is. */
function Planned({ version }: { version: components["schemas"]["reception_VersionOut"] }) {
  const t = useT();
  const { price, valid_from } = version;
  return <>{t("manager.packages.planned", { day: plainDay(valid_from), price: money(price) })}</>;
}

function NewPackage({ onDone }: { onDone: (made: Package | null) => void }) {
  const t = useT();
  const branch = useBranch();
  const [code, setCode] = useState("");
  const [category, setCategory] = useState<Category>("WEDDING_STUDIO");
  const [chain, setChain] = useState(false);
  const save = useCommand({
    run: (body: { code: string; category: Category; branch_id: string | null }, sent) =>
      answer(api.POST("/v1/packages", { body, ...sent })),
    onDone: (made) => onDone(made),
  });
  return (
    <SaveForm
      label={t("manager.packages.add")}
      command={save}
      body={() => (code.trim() ? { code: code.trim(), category, branch_id: chain ? null : branch.id } : null)}
      onBack={() => onDone(null)}
    >
      <div className="manager-row">
        <Field name="code" label={t("manager.packages.code")} needed>
          <Input autoFocus maxLength={40} value={code} onChange={(event) => setCode(event.target.value)} />
        </Field>
        <Field name="category" label={t("order.category")}>
          <Select
            aria-label={t("order.category")}
            value={category}
            onChange={setCategory}
            options={CATEGORIES.map((value) => ({ value, label: word("category", value) }))}
          />
        </Field>
        <Field name="branch_id" label={t("manager.packages.where")}>
          <Select
            aria-label={t("manager.packages.where")}
            value={chain}
            onChange={setChain}
            options={[
              { value: false, label: branch.name },
              { value: true, label: t("manager.people.all_branches") },
            ]}
          />
        </Field>
      </div>
    </SaveForm>
  );
}

const asTyped = ({ code, name, quantity, photos = 0 }: components["schemas"]["reception_ProductIn"]): Product => ({
  code,
  name,
  quantity,
  photos,
});
const NO_PRODUCT: Product = { code: "", name: "", quantity: 1, photos: 0 };

/** Somebody else has saved a version since this form was opened: what it says, before another one is added (P10). */
function Newer({ one, onSeen }: { one: Package; onSeen: () => void }) {
  const t = useT();
  return (
    <div className="down" role="alert">
      <span>
        {t("manager.packages.newer")} {one.current && `${one.current.name} ${money(one.current.price)}`}{" "}
        {one.planned && <Planned version={one.planned} />}
      </span>
      <Button onClick={onSeen}>{t("manager.packages.compared")}</Button>
    </div>
  );
}

function NewVersion(props: { one: Package; onStale: () => void; onDone: () => void }) {
  const { one, onStale, onDone } = props;
  const t = useT();
  const now = one.current ?? one.planned;
  const [seen, setSeen] = useState(one.versions);
  const [name, setName] = useState(now?.name ?? "");
  const [price, setPrice] = useState<number | null>(now?.price.amount ?? null);
  const [extra, setExtra] = useState<number | null>(now?.extra_photo_price.amount ?? null);
  const [sets, setSets] = useState<number | null>(now?.clothes_sets ?? 1);
  const [photos, setPhotos] = useState<number | null>(now?.album_photos ?? 20);
  const [from, setFrom] = useState(isoDay());
  const [products, setProducts] = useState<Product[]>(() => (now?.products ?? []).map(asTyped));
  const currency = now?.price.currency ?? "CNY";
  const save = useCommand({
    run: (body: Version, sent) => {
      const params = { path: { package_id: one.id }, header: { "if-match": `"${seen}"` } };
      return answer(api.POST("/v1/packages/{package_id}/versions", { params, body, headers: sent.headers }));
    },
    onStale,
    onDone,
  });
  // Then it says what to do, and the refusal would only say it again.
  const newer = one.versions > seen;
  const body = (): Version | null => {
    if (!name.trim() || price === null || extra === null || sets === null || photos === null || !from) return null;
    const lines = products.flatMap(({ code, name: called, quantity, photos: its }) =>
      code.trim() && called.trim() && quantity !== null && its !== null
        ? [{ code: code.trim(), name: called.trim(), quantity, photos: its }]
        : [],
    );
    if (lines.length < products.length) return null;
    return {
      name: name.trim(),
      price: { amount: price, currency },
      extra_photo_price: { amount: extra, currency },
      clothes_sets: sets,
      album_photos: photos,
      products: lines,
      valid_from: from,
    };
  };
  const line = (at: number, part: Partial<Product>) =>
    setProducts(products.map((product, index) => (index === at ? { ...product, ...part } : product)));
  return (
    <SaveForm
      label={t("manager.packages.version", { code: one.code })}
      command={newer ? { ...save, problem: null } : save}
      body={body}
      onBack={onDone}
    >
      <p className="quiet">{t("manager.packages.kept")}</p>
      {newer && (
        <Newer
          one={one}
          onSeen={() => {
            setSeen(one.versions);
            save.dismiss();
          }}
        />
      )}
      <div className="manager-row">
        <Field name="name" needed label={t("manager.packages.name")} className="field-wide">
          <Input autoFocus maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field name="price" needed label={t("manager.packages.price")}>
          <MoneyInput value={price} onChange={setPrice} currency={currency} />
        </Field>
        <Field name="extra_photo_price" label={t("manager.packages.extra")}>
          <MoneyInput value={extra} onChange={setExtra} currency={currency} />
        </Field>
      </div>
      <div className="manager-row">
        <Count name="clothes_sets" label={t("manager.packages.sets")} value={sets} set={setSets} />
        <Count name="album_photos" label={t("manager.packages.photos")} value={photos} set={setPhotos} />
        <Field name="valid_from" needed label={t("manager.packages.since")}>
          <DayInput value={from} onChange={setFrom} />
        </Field>
      </div>
      <fieldset className="stack">
        <legend>{t("manager.packages.products")}</legend>
        {products.map((product, at) => (
          <div className="manager-row" key={at}>
            <Field name={`products.${at}.code`} needed label={t("manager.packages.code")}>
              <Input
                autoFocus={at > 0 && !product.code}
                maxLength={40}
                value={product.code}
                onChange={(event) => line(at, { code: event.target.value })}
              />
            </Field>
            <Field name={`products.${at}.name`} needed label={t("order.product")} className="field-wide">
              <Input
                maxLength={200}
                value={product.name}
                onChange={(event) => line(at, { name: event.target.value })}
              />
            </Field>
            <Count
              name={`products.${at}.quantity`}
              label={t("manager.packages.quantity")}
              value={product.quantity}
              least={1}
              set={(quantity) => line(at, { quantity })}
            />
            <Count
              name={`products.${at}.photos`}
              label={t("manager.packages.its_photos")}
              value={product.photos ?? 0}
              set={(count) => line(at, { photos: count })}
            />
            <Button onClick={() => setProducts(products.filter((_, index) => index !== at))}>
              {t("manager.form.remove")}
            </Button>
          </div>
        ))}
        <div>
          <Button onClick={() => setProducts([...products, NO_PRODUCT])}>{t("manager.packages.add_product")}</Button>
        </div>
      </fieldset>
    </SaveForm>
  );
}

/** A whole number with its label. */
export function Count(props: {
  name: FieldName;
  label: string;
  wrong?: string | false;
  value: number | null;
  set: (value: number | null, typed: string) => void;
  least?: number;
}) {
  const { name, label, wrong, value, set, least = 0 } = props;
  return (
    <Field name={name} label={label} wrong={wrong}>
      <CountInput least={least} value={value} onChange={set} />
    </Field>
  );
}
