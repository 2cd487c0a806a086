import { useQuery } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { answer, api, type components, type FieldName } from "@/api";
import { isoDay, money } from "@/format";
import { useT, word } from "@/i18n";
import { CountInput, DayInput, Empty, Field, MoneyInput } from "@/ui";
import { CATEGORIES } from "./capacity";
import { NewEntry, PriceListPage, PriceTable, VersionForm } from "./price-list";

type Package = components["schemas"]["reception_PackageOut"];
type Version = components["schemas"]["reception_VersionIn"];
type Product = Record<"code" | "name", string> & Record<"quantity" | "photos", number | null>;
type Category = components["schemas"]["reception_Category"];

/** What is sold at which price; an order keeps the version it was placed with. */
export function Packages() {
  const t = useT();
  const list = useQuery({
    queryKey: ["manager", "packages"],
    queryFn: () => answer(api.GET("/v1/packages")),
  });
  return (
    <PriceListPage<Package>
      title={t("manager.packages.title")}
      add={t("manager.packages.add")}
      empty={<Empty text={t("manager.packages.empty")} hint={t("manager.packages.empty_hint")} />}
      list={list}
      entry={(onDone) => <NewPackage onDone={onDone} />}
      version={(one, ways) => <NewVersion key={one.id} one={one} {...ways} />}
      table={(rows, onEdit) => (
        <PriceTable
          title={t("manager.packages.title")}
          name={t("order.package")}
          about={({ category }) => word("category", category)}
          figures={[
            { head: t("manager.packages.price"), show: ({ current }) => current && money(current.price) },
            { head: t("manager.packages.extra"), show: ({ current }) => current && money(current.extra_photo_price) },
          ]}
          rows={rows}
          onEdit={onEdit}
        />
      )}
    />
  );
}

function NewPackage({ onDone }: { onDone: (made: Package | null) => void }) {
  const t = useT();
  const [category, setCategory] = useState<Category>("WEDDING_STUDIO");
  return (
    <NewEntry
      label={t("manager.packages.add")}
      everywhere={false}
      send={(entry, { headers }) => answer(api.POST("/v1/packages", { body: { ...entry, category }, headers }))}
      onDone={onDone}
    >
      <Field name="category" label={t("order.category")}>
        <Select
          aria-label={t("order.category")}
          value={category}
          onChange={setCategory}
          options={CATEGORIES.map((value) => ({ value, label: word("category", value) }))}
        />
      </Field>
    </NewEntry>
  );
}

const asTyped = ({ code, name, quantity, photos = 0 }: components["schemas"]["reception_ProductIn"]): Product => ({
  code,
  name,
  quantity,
  photos,
});
const NO_PRODUCT: Product = { code: "", name: "", quantity: 1, photos: 0 };

function NewVersion(props: { one: Package; onStale: () => void; onDone: () => void }) {
  const { one } = props;
  const t = useT();
  const now = one.current ?? one.planned;
  const [name, setName] = useState(now?.name ?? "");
  const [price, setPrice] = useState<number | null>(now?.price.amount ?? null);
  const [extra, setExtra] = useState<number | null>(now?.extra_photo_price.amount ?? null);
  const [sets, setSets] = useState<number | null>(now?.clothes_sets ?? 1);
  const [photos, setPhotos] = useState<number | null>(now?.album_photos ?? 20);
  const [from, setFrom] = useState(isoDay());
  const [products, setProducts] = useState<Product[]>(() => (now?.products ?? []).map(asTyped));
  const currency = now?.price.currency ?? "CNY";
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
    <VersionForm
      {...props}
      kept={t("manager.packages.kept")}
      body={body}
      send={(version, header, { headers }) =>
        answer(
          api.POST("/v1/packages/{package_id}/versions", {
            params: { path: { package_id: one.id }, header },
            body: version,
            headers,
          }),
        )
      }
    >
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
    </VersionForm>
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
