import { Button, Select, Skeleton } from "antd";
import { useState } from "react";
import { answer, api, asProblem, useCommand } from "@/api";
import { useT, word } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import { CountInput, Field, Page, ProblemAlert } from "@/ui";
import { ruleName } from "./capacity-strip";
import type { Category, Rule } from "./planning";
import { useRules } from "./readings";

const CATEGORIES: readonly Category[] = [
  "WEDDING_SEA",
  "WEDDING_STUDIO",
  "WEDDING_OUTDOOR",
  "COUPLE",
  "PERSONAL_ART",
  "PREGNANCY",
  "CHILDREN",
  "FAMILY",
];
const SCOPES = ["PER_BRANCH", "PER_TEAM", "TEAMS"] as const;
const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;

/** How many couples or teams a day takes; a change holds from the next booking on (1.2.2). */
export function CapacityPage() {
  const t = useT();
  const { id: branch_id } = useBranch();
  const manages = useMay()("scheduling.capacity.manage");
  const rules = useRules();
  const [edited, setEdited] = useState<Rule[] | null>(null);
  const shown = edited ?? rules.data?.data.rules ?? [];
  const save = useCommand<Rule[]>({
    run: (next, sent) =>
      answer(
        api.PUT("/v1/capacity-rules/{branch_id}", {
          params: { path: { branch_id }, header: { "if-match": sent.headers["If-Match"] ?? "" } },
          body: { rules: next },
        }),
      ),
    tag: rules.data?.tag ?? null,
    onDone: () => setEdited(null),
    invalidates: [["scheduling"]],
  });
  const set = (at: number, more: Partial<Rule>) =>
    setEdited(shown.map((rule, index) => (index === at ? { ...rule, ...more } : rule)));
  return (
    <Page
      title={t("scheduling.page.capacity")}
      note={t("scheduling.capacity_note")}
      actions={
        manages && (
          <>
            <Button onClick={() => setEdited([...shown, newRule(shown)])}>{t("scheduling.add_rule")}</Button>
            <Button
              type="primary"
              disabled={edited === null}
              loading={save.pending}
              onClick={() => edited && void save.submit(edited)}
            >
              {t("scheduling.save")}
            </Button>
          </>
        )
      }
    >
      <ProblemAlert problem={rules.error ? asProblem(rules.error) : null} retry={() => rules.refetch()} />
      <ProblemAlert problem={save.problem} retry={save.retry} />
      {rules.isPending && <Skeleton active />}
      {shown.map((rule, at) => (
        <RuleForm
          key={rule.code}
          at={at}
          rule={rule}
          manages={manages}
          onChange={(more) => set(at, more)}
          onRemove={() => setEdited(shown.filter((one) => one !== rule))}
        />
      ))}
    </Page>
  );
}

function newRule(present: readonly Rule[]): Rule {
  const codes = present.map(({ code }) => code);
  const free = Array.from({ length: 60 }, (_, at) => `rule_${at + 1}`).find((code) => !codes.includes(code));
  return {
    code: free ?? "rule",
    scope: "PER_BRANCH",
    categories: ["FAMILY"],
    weekdays: [...WEEKDAYS],
    soft: null,
    hard: 3,
    priority: 100,
  };
}

function RuleForm(props: {
  at: number;
  rule: Rule;
  manages: boolean;
  onChange: (more: Partial<Rule>) => void;
  onRemove: () => void;
}) {
  const { at, rule, manages, onChange, onRemove } = props;
  const t = useT();
  return (
    <fieldset className="block capacity-rule" disabled={!manages}>
      <legend className="sr-only">{ruleName(rule)}</legend>
      <h2>{ruleName(rule)}</h2>
      <div className="capacity-fields">
        <Field name={`rules.${at}.scope`} label={t("scheduling.counts")}>
          <Select
            disabled={!manages}
            value={rule.scope}
            onChange={(scope) => onChange({ scope })}
            options={SCOPES.map((scope) => ({ value: scope, label: t(`scheduling.scope.${scope}`) }))}
          />
        </Field>
        <Field name={`rules.${at}.categories`} label={t("order.category")} className="capacity-wide">
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: "label" }}
            disabled={!manages}
            value={rule.categories}
            onChange={(categories) => categories.length > 0 && onChange({ categories })}
            options={CATEGORIES.map((one) => ({ value: one, label: word("category", one) }))}
          />
        </Field>
        <Field name={`rules.${at}.weekdays`} label={t("scheduling.weekdays")} className="capacity-wide">
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: "label" }}
            disabled={!manages}
            value={rule.weekdays}
            onChange={(weekdays) => weekdays.length > 0 && onChange({ weekdays: weekdays.toSorted() })}
            options={WEEKDAYS.map((day) => ({ value: day, label: t(`scheduling.weekday.${day}`) }))}
          />
        </Field>
        <Field name={`rules.${at}.soft`} label={t("scheduling.soft")}>
          <CountInput disabled={!manages} value={rule.soft ?? null} onChange={(soft) => onChange({ soft })} />
        </Field>
        <Field name={`rules.${at}.hard`} label={t("scheduling.hard")}>
          <CountInput
            needed
            disabled={!manages}
            value={rule.hard}
            onChange={(hard) => hard !== null && onChange({ hard })}
          />
        </Field>
        {manages && (
          <Button danger onClick={onRemove}>
            {t("scheduling.remove")}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
