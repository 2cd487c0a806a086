import { useQuery } from "@tanstack/react-query";
import { Checkbox, Input } from "antd";
import { useState } from "react";
import { answer, api, type components } from "@/api";
import { isoDay, money } from "@/format";
import { useT } from "@/i18n";
import { DayInput, Empty, Field, MoneyInput } from "@/ui";
import { NewEntry, PriceListPage, PriceTable, VersionForm } from "./price-list";

type Service = components["schemas"]["reception_ExtraServiceOut"];
type Version = components["schemas"]["reception_ServiceVersionIn"];

/** The price list of paid extra services; a work order keeps the version it was asked for by (M-67, M-75). */
export function ExtraServices() {
  const t = useT();
  const list = useQuery({
    queryKey: ["manager", "extra-services"],
    queryFn: () => answer(api.GET("/v1/extra-services")),
  });
  return (
    <PriceListPage<Service>
      title={t("manager.services.title")}
      add={t("manager.services.add")}
      empty={<Empty text={t("manager.services.empty")} />}
      list={list}
      entry={(onDone) => (
        <NewEntry
          label={t("manager.services.add")}
          everywhere
          send={(body, { headers }) => answer(api.POST("/v1/extra-services", { body, headers }))}
          onDone={onDone}
        />
      )}
      version={(one, ways) => <NewVersion key={one.id} one={one} {...ways} />}
      table={(rows, onEdit) => (
        <PriceTable
          title={t("manager.services.title")}
          name={t("manager.services.name")}
          about={({ current }) =>
            current && !current.offered ? t("manager.services.withdrawn") : current?.explanation
          }
          figures={[
            {
              head: t("manager.packages.price"),
              show: ({ current }) => current && `${money(current.price)} / ${current.unit}`,
            },
          ]}
          rows={rows}
          onEdit={onEdit}
        />
      )}
    />
  );
}

function NewVersion(props: { one: Service; onStale: () => void; onDone: () => void }) {
  const { one } = props;
  const t = useT();
  const now = one.current ?? one.planned;
  const [name, setName] = useState(now?.name ?? "");
  const [unit, setUnit] = useState(now?.unit ?? "");
  const [price, setPrice] = useState<number | null>(now?.price.amount ?? null);
  const [explanation, setExplanation] = useState(now?.explanation ?? "");
  const [offered, setOffered] = useState(now?.offered ?? true);
  const [from, setFrom] = useState(isoDay());
  const currency = now?.price.currency ?? "CNY";
  const body = (): Version | null =>
    name.trim() && unit.trim() && price !== null && from
      ? {
          name: name.trim(),
          unit: unit.trim(),
          price: { amount: price, currency },
          explanation: explanation.trim(),
          offered,
          valid_from: from,
        }
      : null;
  return (
    <VersionForm
      {...props}
      kept={t("manager.services.kept")}
      body={body}
      send={(version, header, { headers }) =>
        answer(
          api.POST("/v1/extra-services/{service_id}/versions", {
            params: { path: { service_id: one.id }, header },
            body: version,
            headers,
          }),
        )
      }
    >
      <div className="manager-row">
        <Field name="name" needed label={t("manager.services.name")} className="field-wide">
          <Input autoFocus maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field name="unit" needed label={t("manager.services.unit")}>
          <Input maxLength={20} value={unit} onChange={(event) => setUnit(event.target.value)} />
        </Field>
        <Field name="price" needed label={t("manager.packages.price")}>
          <MoneyInput value={price} onChange={setPrice} currency={currency} />
        </Field>
        <Field name="valid_from" needed label={t("manager.packages.since")}>
          <DayInput value={from} onChange={setFrom} />
        </Field>
      </div>
      <Field name="explanation" label={t("manager.services.explanation")}>
        <Input.TextArea
          rows={2}
          maxLength={500}
          value={explanation}
          onChange={(event) => setExplanation(event.target.value)}
        />
      </Field>
      <Checkbox checked={offered} onChange={(event) => setOffered(event.target.checked)}>
        {t("manager.services.offered")}
      </Checkbox>
    </VersionForm>
  );
}
