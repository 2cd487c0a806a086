import { useQuery } from "@tanstack/react-query";
import { Button, Input, Select, Skeleton } from "antd";
import { useState } from "react";
import { answer, answerWithTag, api, asProblem, useCommand, type components } from "@/api";
import { useLanguage, useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { Empty, Field, ProblemAlert } from "@/ui";
import { DeskPage } from "./desk-page";
import { Count } from "./packages";
import { SaveForm } from "./save-form";

type Rule = components["schemas"]["scheduling_CapacityRuleIn"];
const SCOPES = ["PER_BRANCH", "PER_TEAM", "TEAMS"] as const;
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

/** All categories of the trade. */
export const CATEGORIES = [
  "WEDDING_SEA",
  "WEDDING_STUDIO",
  "WEDDING_OUTDOOR",
  "COUPLE",
  "PERSONAL_ART",
  "PREGNANCY",
  "CHILDREN",
  "FAMILY",
] as const;

/** The name of a weekday, 0 being Monday. */
export function weekday(day: number, language: string): string {
  const moment = new Date(Date.UTC(2026, 0, 5 + day));
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : "zh-CN", { weekday: "short", timeZone: "UTC" }).format(
    moment,
  );
}

/** How much a day may hold: above the soft limit the desk is warned, above the hard one it is refused. */
export function Capacity() {
  const t = useT();
  const { id: branch_id } = useBranch();
  const read = useQuery({
    queryKey: ["manager", "capacity", branch_id],
    queryFn: () => answerWithTag(api.GET("/v1/capacity-rules", { params: { query: { branch_id } } })),
    staleTime: 0,
  });
  return (
    <DeskPage title={t("manager.capacity.title")} note={t("manager.capacity.note")}>
      {read.isPending && <Skeleton active />}
      {read.error && <ProblemAlert problem={asProblem(read.error)} retry={() => read.refetch()} />}
      {read.data && (
        <RulesForm
          key={`${branch_id} ${read.data.data.version}`}
          branch_id={branch_id}
          kept={read.data.data.rules}
          tag={read.data.tag ?? `"${read.data.data.version}"`}
        />
      )}
    </DeskPage>
  );
}

function RulesForm({ branch_id, kept, tag }: { branch_id: string; kept: readonly Rule[]; tag: string }) {
  const t = useT();
  const [rules, setRules] = useState<Rule[]>([...kept]);
  const save = useCommand({
    run: (body: { rules: Rule[] }) =>
      answer(
        api.PUT("/v1/capacity-rules/{branch_id}", {
          params: { path: { branch_id }, header: { "if-match": tag } },
          body,
        }),
      ),
  });
  const change = (at: number, part: Partial<Rule>) =>
    setRules(rules.map((rule, index) => (index === at ? { ...rule, ...part } : rule)));
  const add = () => {
    const fresh: Rule = {
      code: "",
      scope: "PER_BRANCH",
      categories: [],
      weekdays: EVERY_DAY,
      soft: null,
      hard: 1,
      priority: 100,
    };
    setRules([...rules, fresh]);
  };
  const whole = rules.every(
    (rule) =>
      rule.code !== "" &&
      rule.categories.length > 0 &&
      rule.weekdays.length > 0 &&
      ![rule.soft, rule.hard].includes(NO_COUNT) &&
      !warnsTooLate(rule),
  );
  return (
    <SaveForm label={t("manager.capacity.rules")} command={save} body={() => (whole ? { rules } : null)}>
      {rules.length === 0 && <Empty text={t("manager.capacity.empty")} hint={t("manager.capacity.empty_hint")} />}
      {rules.map((rule, at) => (
        <RuleRow
          key={at}
          at={at}
          rule={rule}
          set={(part) => change(at, part)}
          remove={() => setRules(rules.filter((_, index) => index !== at))}
        />
      ))}
      <div>
        <Button onClick={add}>{t("manager.capacity.add")}</Button>
      </div>
    </SaveForm>
  );
}

/** Stands for what was typed and is no number: such rules are not saved. */
const NO_COUNT = -1;
const typedCount = (count: number | null | undefined) => (count === NO_COUNT ? null : (count ?? null));

/** A warning above the limit would never be seen. */
const warnsTooLate = ({ soft, hard }: Rule) => typeof soft === "number" && soft > hard;

function RuleRow(props: { at: number; rule: Rule; set: (part: Partial<Rule>) => void; remove: () => void }) {
  const { at, rule, set, remove } = props;
  const t = useT();
  const language = useLanguage();
  return (
    <fieldset className="stack">
      <div className="manager-row">
        <Field name={`rules.${at}.code`} needed label={t("manager.capacity.code")}>
          <Input maxLength={40} value={rule.code} onChange={(event) => set({ code: event.target.value })} />
        </Field>
        <Field name={`rules.${at}.scope`} label={t("manager.capacity.scope")}>
          <Select
            aria-label={t("manager.capacity.scope")}
            value={rule.scope}
            onChange={(scope) => set({ scope })}
            options={SCOPES.map((value) => ({ value, label: t(`manager.capacity.scopes.${value}`) }))}
          />
        </Field>
        <Count
          name={`rules.${at}.soft`}
          label={t("manager.capacity.soft")}
          wrong={warnsTooLate(rule) && t("manager.capacity.too_late")}
          value={typedCount(rule.soft)}
          set={(soft, typed) => set({ soft: soft ?? (typed ? NO_COUNT : null) })}
        />
        <Count
          name={`rules.${at}.hard`}
          label={t("manager.capacity.hard")}
          value={typedCount(rule.hard)}
          set={(hard) => set({ hard: hard ?? NO_COUNT })}
        />
        <Button onClick={remove}>{t("manager.form.remove")}</Button>
      </div>
      <div className="manager-row">
        <Field name={`rules.${at}.categories`} needed label={t("order.category")} className="field-wide">
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: "label" }}
            aria-label={t("order.category")}
            value={rule.categories}
            onChange={(categories) => set({ categories })}
            options={CATEGORIES.map((value) => ({ value, label: word("category", value) }))}
          />
        </Field>
        <Field name={`rules.${at}.weekdays`} needed label={t("manager.capacity.weekdays")} className="field-wide">
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: "label" }}
            aria-label={t("manager.capacity.weekdays")}
            value={rule.weekdays}
            onChange={(days: number[]) => set({ weekdays: days.sort((a, b) => a - b) })}
            options={EVERY_DAY.map((value) => ({ value, label: weekday(value, language) }))}
          />
        </Field>
      </div>
    </fieldset>
  );
}
