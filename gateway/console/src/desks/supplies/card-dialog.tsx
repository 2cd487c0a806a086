import { Select } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { CountInput, Field, FormDialog, Line } from "@/ui";
import { DEPARTMENTS, STALE, type Department, type Supply } from "./supplies";

type Card = components["schemas"]["scheduling_SupplyCard"];

/** A new consumable of a department with what is there, or the entry of one: name, unit, and when it is low. */
export function CardDialog(props: { item?: Supply; department: Department | null; onClose: () => void }) {
  const { item, onClose } = props;
  const t = useT();
  const { id: branch_id } = useBranch();
  const [department, setDepartment] = useState<Department>(item?.department ?? props.department ?? "RECEPTION");
  const [name, setName] = useState(item?.name ?? "");
  const [unit, setUnit] = useState(item?.unit ?? "");
  const [minimum, setMinimum] = useState<number | null>(item?.minimum ?? 0);
  const [stock, setStock] = useState<number | null>(0);
  const command = useCommand<Card>({
    run: (body, sent) =>
      item
        ? answer(
            api.PUT("/v1/supplies/{supply_id}", {
              params: { path: { supply_id: item.id }, header: { "if-match": sent.headers["If-Match"] ?? "" } },
              body,
            }),
          )
        : answer(
            api.POST("/v1/supplies", {
              body: { ...body, branch_id, department, stock: stock ?? 0 },
              headers: sent.headers,
            }),
          ),
    tag: item ? `"${item.version}"` : null,
    onDone: onClose,
    invalidates: STALE,
  });
  return (
    <FormDialog
      {...{ command, onClose }}
      title={item ? `${t("supplies.card")} · ${item.name}` : t("supplies.add")}
      ok={t(item ? "supplies.card" : "supplies.add")}
      body={{ name: name.trim(), unit: unit.trim(), minimum: minimum ?? 0 }}
      ready={name.trim() !== "" && unit.trim() !== "" && minimum !== null && stock !== null}
    >
      {!item && (
        <Field name="department" label={t("supplies.department_of")}>
          <Select
            value={department}
            onChange={setDepartment}
            options={DEPARTMENTS.map((one) => ({ value: one, label: word("supplies.department", one) }))}
          />
        </Field>
      )}
      <Line name="name" needed focus most={60} label={t("field.name")} value={name} onChange={setName} />
      <div className="supplies-pair">
        <Line name="unit" needed most={20} label={t("supplies.unit")} value={unit} onChange={setUnit} />
        <Field name="minimum" needed label={t("supplies.low_below")}>
          <CountInput needed most={1_000_000} value={minimum} onChange={setMinimum} />
        </Field>
      </div>
      {!item && (
        <Field name="stock" needed label={t("supplies.stock")}>
          <CountInput needed most={1_000_000} value={stock} onChange={setStock} />
        </Field>
      )}
    </FormDialog>
  );
}
