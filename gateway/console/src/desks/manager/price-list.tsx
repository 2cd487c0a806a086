import type { UseQueryResult } from "@tanstack/react-query";
import { Button, Input, Select, Skeleton } from "antd";
import { useState, type ReactNode } from "react";
import { asProblem, useCommand, type Sent } from "@/api";
import { money, plainDay, type Money } from "@/format";
import { useT } from "@/i18n";
import { useBranch, useSession } from "@/session/session";
import { Field, ProblemAlert } from "@/ui";
import { DeskPage } from "./desk-page";
import { SaveForm } from "./save-form";

interface Priced {
  name: string;
  price: Money;
  valid_from: string;
}

/** What is sold at a price that has versions. */
export interface Listed {
  id: string;
  code: string;
  /** Null where all branches sell it. */
  branch_id: string | null;
  /** How many versions there are by now. */
  versions: number;
  current: Priced | null;
  planned: Priced | null;
}

const NEW = "new";

/** A price list to read, to add to, and to price anew: an entry that was made is priced at once. */
export function PriceListPage<One extends Listed>(props: {
  title: string;
  add: string;
  empty: ReactNode;
  list: UseQueryResult<One[]>;
  entry: (onDone: (made: One | null) => void) => ReactNode;
  version: (one: One, ways: { onStale: () => void; onDone: () => void }) => ReactNode;
  table: (rows: readonly One[], onEdit: (id: string) => void) => ReactNode;
}) {
  const { title, add, empty, list, entry, version, table } = props;
  const [edited, setEdited] = useState<string | null>(null);
  const begin = () => setEdited(NEW);
  const repriced = list.data?.find(({ id }) => id === edited);
  return (
    <DeskPage
      title={title}
      actions={
        <Button type="primary" onClick={begin}>
          {add}
        </Button>
      }
      shortcuts={[{ keys: "n", label: add, run: begin }]}
    >
      {list.isPending && <Skeleton active />}
      {list.error && <ProblemAlert problem={asProblem(list.error)} retry={() => list.refetch()} />}
      {edited === NEW && entry((made) => setEdited(made?.id ?? null))}
      {repriced && version(repriced, { onStale: () => void list.refetch(), onDone: () => setEdited(null) })}
      {list.data?.length === 0 && empty}
      {list.data && list.data.length > 0 && table(list.data, setEdited)}
    </DeskPage>
  );
}

/** The list itself: code, name with a word about it, figures, where and since when. */
export function PriceTable<One extends Listed>(props: {
  title: string;
  name: string;
  about: (one: One) => ReactNode;
  figures: readonly { head: string; show: (one: One) => ReactNode }[];
  rows: readonly One[];
  onEdit: (id: string) => void;
}) {
  const { title, name, about, figures, rows, onEdit } = props;
  const t = useT();
  return (
    <div className="queue">
      <table aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{t("manager.packages.code")}</th>
            <th scope="col">{name}</th>
            {figures.map(({ head }) => (
              <th key={head} scope="col" className="figure">
                {head}
              </th>
            ))}
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
                <span className="quiet">{about(one)}</span>
              </td>
              {figures.map(({ head, show }) => (
                <td key={head} className="figure">
                  {show(one)}
                </td>
              ))}
              <td>
                <Where one={one} />
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

/** Which branches sell it, since when, and what comes next. */
function Where({ one }: { one: Listed }) {
  const t = useT();
  const { branches } = useSession();
  const { branch_id, current, planned } = one;
  return (
    <>
      {branch_id ? (branches.find(({ id }) => id === branch_id)?.name ?? branch_id) : t("manager.people.all_branches")}
      <br />
      <span className="quiet">{current && plainDay(current.valid_from)}</span>
      {planned && (
        <>
          <br />
          <Planned version={planned} />
        </>
      )}
    </>
  );
}

/** A version that is not sold yet, and from when on it is. */
function Planned({ version }: { version: Priced }) {
  const t = useT();
  const { price, valid_from } = version;
  return <>{t("manager.packages.planned", { day: plainDay(valid_from), price: money(price) })}</>;
}

/** A new entry: its code, and whether the whole chain sells it. */
export function NewEntry<Made>(props: {
  label: string;
  /** Whether it is for all branches unless somebody says otherwise. */
  everywhere: boolean;
  send: (entry: { code: string; branch_id: string | null }, sent: Sent) => Promise<Made>;
  onDone: (made: Made | null) => void;
  children?: ReactNode;
}) {
  const { label, everywhere, send, onDone, children } = props;
  const t = useT();
  const branch = useBranch();
  const [code, setCode] = useState("");
  const [chain, setChain] = useState(everywhere);
  const save = useCommand({ run: send, onDone });
  return (
    <SaveForm
      label={label}
      command={save}
      body={() => (code.trim() ? { code: code.trim(), branch_id: chain ? null : branch.id } : null)}
      onBack={() => onDone(null)}
    >
      <div className="manager-row">
        <Field name="code" label={t("manager.packages.code")} needed>
          <Input autoFocus maxLength={40} value={code} onChange={(event) => setCode(event.target.value)} />
        </Field>
        {children}
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

/** Somebody else has saved a version since this form was opened: what it says, before another one is added (P10). */
function Newer({ one, onSeen }: { one: Listed; onSeen: () => void }) {
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

/** The form of a new version; it is added to the version that was seen, and what was typed stays (M-75). */
export function VersionForm<Body>(props: {
  one: Listed;
  /** What becomes of that which was sold before. */
  kept: string;
  body: () => Body | null;
  send: (body: Body, header: { "if-match": string }, sent: Sent) => Promise<unknown>;
  onStale: () => void;
  onDone: () => void;
  children: ReactNode;
}) {
  const { one, kept, body, send, onStale, onDone, children } = props;
  const t = useT();
  const [seen, setSeen] = useState(one.versions);
  const save = useCommand({
    run: (version: Body, sent) => send(version, { "if-match": `"${seen}"` }, sent),
    onStale,
    onDone,
  });
  // Then it says what to do, and the refusal would only say it again.
  const newer = one.versions > seen;
  return (
    <SaveForm
      label={t("manager.packages.version", { code: one.code })}
      command={newer ? { ...save, problem: null } : save}
      body={body}
      onBack={onDone}
    >
      <p className="quiet">{kept}</p>
      {newer && (
        <Newer
          one={one}
          onSeen={() => {
            setSeen(one.versions);
            save.dismiss();
          }}
        />
      )}
      {children}
    </SaveForm>
  );
}
