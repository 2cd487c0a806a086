import { useQuery } from "@tanstack/react-query";
import { Button, Input, Select, Skeleton, Switch } from "antd";
import { useState } from "react";
import { answer, api, asProblem, useCommand, type components, type FieldName } from "@/api";
import { everyPage } from "@/api/every-page";
import { useLanguage, useT, word } from "@/i18n";
import { ClockInput, Empty, Field, ProblemAlert } from "@/ui";
import { weekday } from "./capacity";
import { DeskPage } from "./desk-page";
import { SaveForm } from "./save-form";

type Branch = components["schemas"]["gateway_BranchOut"];
type State = components["schemas"]["gateway_BranchState"];
const METHODS = ["CASH", "WECHAT", "ALIPAY", "TRANSFER", "CARD"];
const WEEK = [0, 1, 2, 3, 4, 5, 6];
const NEW: State = {
  name: "",
  city: "",
  active: true,
  time_zone: "Asia/Shanghai",
  currency: "CNY",
  phone: "",
  closed_days: [],
  extra_open_days: [],
  quiet_from: "21:00",
  quiet_to: "09:00",
  opening: WEEK.map((day) => ({ weekday: day, opens: "09:00", closes: "18:00" })),
  payment_methods: ["CASH", "WECHAT", "ALIPAY", "TRANSFER"],
};

const everyBranch = (): Promise<Branch[]> =>
  everyPage((cursor) => answer(api.GET("/v1/branches", { params: { query: { cursor, limit: 200 } } })));

/** From so many on a branch is looked for by name or number instead of read from the list. */
const MANY = 12;

/** Branches with opening hours, closed days and how customers may pay. */
export function Branches() {
  const t = useT();
  const [edited, setEdited] = useState<Branch | "new" | null>(null);
  const [words, setWords] = useState("");
  const list = useQuery({
    queryKey: ["manager", "branches"],
    queryFn: everyBranch,
    meta: { live: ["branch."] },
  });
  const wanted = words.trim().toLowerCase();
  const shown = list.data?.filter(({ id, state }) =>
    `${state.name} ${id} ${state.city ?? ""}`.toLowerCase().includes(wanted),
  );
  return (
    <DeskPage
      title={t("manager.branches.title")}
      actions={
        <Button type="primary" onClick={() => setEdited("new")}>
          {t("manager.branches.add")}
        </Button>
      }
    >
      {list.isPending && <Skeleton active />}
      {list.error && <ProblemAlert problem={asProblem(list.error)} retry={() => list.refetch()} />}
      {list.data?.length === 0 && !edited && <Empty text={t("manager.branches.empty")} />}
      <div className="manager-list">
        {edited && (
          <BranchForm
            key={edited === "new" ? "new" : edited.id}
            branch={edited === "new" ? null : edited}
            onDone={() => setEdited(null)}
          />
        )}
        {(list.data?.length ?? 0) > MANY && (
          <Input.Search
            allowClear
            aria-label={t("manager.branches.find")}
            placeholder={t("manager.branches.find")}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        )}
        <div className="page-actions">
          {shown?.map((branch) => (
            <Button key={branch.id} onClick={() => setEdited(branch)}>
              {branch.state.name} <span className="number quiet">{branch.id}</span>
            </Button>
          ))}
        </div>
      </div>
    </DeskPage>
  );
}

interface Saved {
  id: string;
  state: State;
  consultants_take_money: boolean;
}

function BranchForm({ branch, onDone }: { branch: Branch | null; onDone: () => void }) {
  const t = useT();
  const [id, setId] = useState(branch?.id ?? "");
  const [state, setState] = useState<State>(branch?.state ?? NEW);
  const [consultants, setConsultants] = useState(branch?.consultants_take_money ?? false);
  const set = (part: Partial<State>) => setState((before) => ({ ...before, ...part }));
  const save = useCommand({
    run: ({ id: code, ...body }: Saved, sent) => {
      if (!branch) return answer(api.POST("/v1/branches", { body: { ...body, id: code }, ...sent }));
      const params = { path: { branch_id: code }, header: { "if-match": `"${branch.version}"` } };
      return answer(api.PUT("/v1/branches/{branch_id}", { params, body }));
    },
    onDone,
  });
  const whole = id.trim() && state.name.trim() && state.opening.length > 0;
  return (
    <SaveForm
      label={branch ? branch.state.name : t("manager.branches.add")}
      command={save}
      body={() => (whole ? { id: id.trim(), state, consultants_take_money: consultants } : null)}
      onBack={onDone}
    >
      <div className="manager-row">
        {!branch && (
          <Field name="id" label={t("manager.branches.code")} needed>
            <Input autoFocus maxLength={12} value={id} onChange={(event) => setId(event.target.value.toUpperCase())} />
          </Field>
        )}
        <Field name="name" needed label={t("manager.branches.name")} className="field-wide">
          <Input maxLength={80} value={state.name} onChange={(event) => set({ name: event.target.value })} />
        </Field>
        <Field name="city" label={t("manager.branches.city")}>
          <Input maxLength={40} value={state.city ?? ""} onChange={(event) => set({ city: event.target.value })} />
        </Field>
        <Field name="phone" label={t("manager.branches.phone")}>
          <Input type="tel" value={state.phone ?? ""} onChange={(event) => set({ phone: event.target.value })} />
        </Field>
      </div>
      <Opening state={state} set={set} />
      <div className="manager-row">
        <Days
          name="closed_days"
          label={t("manager.branches.closed")}
          days={state.closed_days ?? []}
          set={(v) => set({ closed_days: v })}
        />
        <Days
          name="extra_open_days"
          label={t("manager.branches.extra")}
          days={state.extra_open_days ?? []}
          set={(v) => set({ extra_open_days: v })}
        />
        <Field name="payment_methods" label={t("manager.branches.methods")} className="field-wide">
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: "label" }}
            aria-label={t("manager.branches.methods")}
            value={state.payment_methods}
            onChange={(payment_methods: string[]) => set({ payment_methods })}
            options={METHODS.map((value) => ({ value, label: word("manager.method", value) }))}
          />
        </Field>
      </div>
      <div className="manager-row">
        <Field name="consultants_take_money" label={t("manager.branches.consultants")}>
          <Switch checked={consultants} onChange={setConsultants} />
        </Field>
        <Field name="active" label={t("manager.branches.active")}>
          <Switch checked={state.active ?? true} onChange={(active) => set({ active })} />
        </Field>
      </div>
    </SaveForm>
  );
}

function Opening({ state, set }: { state: State; set: (part: Partial<State>) => void }) {
  const t = useT();
  const language = useLanguage();
  const change = (day: number, part: Partial<State["opening"][number]> | null) => {
    const others = state.opening.filter((one) => one.weekday !== day);
    const before = state.opening.find((one) => one.weekday === day) ?? {
      weekday: day,
      opens: "09:00",
      closes: "18:00",
    };
    set({ opening: part ? [...others, { ...before, ...part }].sort((a, b) => a.weekday - b.weekday) : others });
  };
  return (
    <fieldset className="stack">
      <legend>{t("manager.branches.opening")}</legend>
      {WEEK.map((day) => {
        const open = state.opening.find((one) => one.weekday === day);
        const name = weekday(day, language);
        return (
          <div className="opening-row" key={day}>
            <span>{name}</span>
            <Switch checked={Boolean(open)} aria-label={name} onChange={(on) => change(day, on ? {} : null)} />
            {open ? (
              <>
                <ClockInput
                  label={t("manager.branches.opens", { day: name })}
                  value={open.opens.slice(0, 5)}
                  onChange={(opens) => change(day, { opens })}
                />
                <ClockInput
                  label={t("manager.branches.closes", { day: name })}
                  value={open.closes.slice(0, 5)}
                  onChange={(closes) => change(day, { closes })}
                />
              </>
            ) : (
              <span className="quiet">{t("manager.branches.shut")}</span>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}

function Days(props: { name: FieldName; label: string; days: readonly string[]; set: (days: string[]) => void }) {
  const { name, label, days, set } = props;
  return (
    <Field name={name} label={label} className="field-wide">
      <Select
        mode="tags"
        aria-label={label}
        value={[...days]}
        tokenSeparators={[",", " "]}

        onChange={(typed: string[]) => set(typed.filter((day) => /^20\d\d-\d\d-\d\d$/.test(day)).sort())}
      />
    </Field>
  );
}
