import { useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Input, Select, Skeleton } from "antd";
import { useState } from "react";
import { answer, api, asProblem, useCommand, type components } from "@/api";
import { isoDay, money, plainDay } from "@/format";
import { useT } from "@/i18n";
import { useBranch, useSession } from "@/session/session";
import { DayInput, Empty, Field, MoneyInput, ProblemAlert } from "@/ui";
import { DeskPage } from "./desk-page";
import { SaveForm } from "./save-form";

type Service = components["schemas"]["reception_ExtraServiceOut"];
type Version = components["schemas"]["reception_ServiceVersionIn"];

const NEW = "new";

/** The price list of paid extra services; a work order keeps the version it was asked for by (M-67, M-75). */
export function ExtraServices() {
  const t = useT();
  const [edited, setEdited] = useState<string | null>(null);
  const list = useQuery({
    queryKey: ["manager", "extra-services"],
    queryFn: () => answer(api.GET("/v1/extra-services")),
  });
  const add = () => setEdited(NEW);
  const repriced = list.data?.find(({ id }) => id === edited);
  return (
    <DeskPage
      title={t("manager.services.title")}
      actions={
        <Button type="primary" onClick={add}>
          {t("manager.services.add")}
        </Button>
      }
      shortcuts={[{ keys: "n", label: t("manager.services.add"), run: add }]}
    >
      {list.isPending && <Skeleton active />}
      {list.error && <ProblemAlert problem={asProblem(list.error)} retry={() => list.refetch()} />}
      {edited === NEW && <NewService onDone={(made) => setEdited(made?.id ?? null)} />}
      {repriced && (
        <NewVersion
          key={`${repriced.id} ${repriced.versions}`}
          one={repriced}
          onStale={() => void list.refetch()}
          onDone={() => setEdited(null)}
        />
      )}
      {list.data?.length === 0 && <Empty text={t("manager.services.empty")} />}
      {list.data && list.data.length > 0 && <ServiceTable rows={list.data} onEdit={setEdited} />}
    </DeskPage>
  );
}

function ServiceTable({ rows, onEdit }: { rows: readonly Service[]; onEdit: (id: string) => void }) {
  const t = useT();
  const { branches } = useSession();
  return (
    <div className="queue">
      <table aria-label={t("manager.services.title")}>
        <thead>
          <tr>
            <th scope="col">{t("manager.packages.code")}</th>
            <th scope="col">{t("manager.services.name")}</th>
            <th scope="col" className="figure">
              {t("manager.packages.price")}
            </th>
            <th scope="col">
              {t("manager.packages.where")} · {t("manager.packages.since")}
            </th>
            <th scope="col">{t("manager.form.change")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, code, branch_id, current, planned }) => (
            <tr key={id}>
              <td className="number no-wrap">{code}</td>
              <td>
                {current?.name ?? t("manager.packages.unpriced")}
                <br />
                <span className="quiet">
                  {current && !current.offered ? t("manager.services.withdrawn") : current?.explanation}
                </span>
              </td>
              <td className="figure">{current && `${money(current.price)} / ${current.unit}`}</td>
              <td>
                {branch_id
                  ? (branches.find((one) => one.id === branch_id)?.name ?? branch_id)
                  : t("manager.people.all_branches")}
                <br />
                <span className="quiet">{current && plainDay(current.valid_from)}</span>
                {planned && (
                  <>
                    <br />
                    {t("manager.packages.planned", { day: plainDay(planned.valid_from), price: money(planned.price) })}
                  </>
                )}
              </td>
              <td>
                <Button onClick={() => onEdit(id)}>{t("manager.packages.reprice")}</Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function NewService({ onDone }: { onDone: (made: Service | null) => void }) {
  const t = useT();
  const branch = useBranch();
  const [code, setCode] = useState("");
  const [chain, setChain] = useState(true);
  const save = useCommand({
    run: (body: { code: string; branch_id: string | null }, sent) =>
      answer(api.POST("/v1/extra-services", { body, headers: sent.headers })),
    onDone: (made) => onDone(made),
  });
  return (
    <SaveForm
      label={t("manager.services.add")}
      command={save}
      body={() => (code.trim() ? { code: code.trim(), branch_id: chain ? null : branch.id } : null)}
      onBack={() => onDone(null)}
    >
      <div className="manager-row">
        <Field name="code" label={t("manager.packages.code")} needed>
          <Input autoFocus maxLength={40} value={code} onChange={(event) => setCode(event.target.value)} />
        </Field>
        <Field name="branch_id" label={t("manager.packages.where")}>
          <Select
            aria-label={t("manager.packages.where")}
            value={chain}
            onChange={setChain}
            options={[
              { value: true, label: t("manager.people.all_branches") },
              { value: false, label: branch.name },
            ]}
          />
        </Field>
      </div>
    </SaveForm>
  );
}

function NewVersion(props: { one: Service; onStale: () => void; onDone: () => void }) {
  const { one, onStale, onDone } = props;
  const t = useT();
  const now = one.current ?? one.planned;
  const [name, setName] = useState(now?.name ?? "");
  const [unit, setUnit] = useState(now?.unit ?? "");
  const [price, setPrice] = useState<number | null>(now?.price.amount ?? null);
  const [explanation, setExplanation] = useState(now?.explanation ?? "");
  const [offered, setOffered] = useState(now?.offered ?? true);
  const [from, setFrom] = useState(isoDay());
  const currency = now?.price.currency ?? "CNY";
  const save = useCommand({
    run: (body: Version, sent) => {
      const params = { path: { service_id: one.id }, header: { "if-match": `"${one.versions}"` } };
      return answer(api.POST("/v1/extra-services/{service_id}/versions", { params, body, headers: sent.headers }));
    },
    onStale,
    onDone,
  });
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
    <SaveForm label={t("manager.packages.version", { code: one.code })} command={save} body={body} onBack={onDone}>
      <p className="quiet">{t("manager.services.kept")}</p>
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
    </SaveForm>
  );
}
