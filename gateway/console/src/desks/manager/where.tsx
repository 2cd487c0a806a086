import { Select, Switch } from "antd";
import { useT } from "@/i18n";
import { useSession } from "@/session/session";
import { Field } from "@/ui";

interface Where {
  branches?: string[];
  all_branches?: boolean;
}

/** In which branches somebody, or a program, works. */
export function WhereFields({ value, onChange }: { value: Where; onChange: (part: Where) => void }) {
  const t = useT();
  const { branches } = useSession();
  return (
    <>
      <Field name="branches" needed={!value.all_branches} label={t("manager.people.branches")} className="field-wide">
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: "label" }}
          aria-label={t("manager.people.branches")}
          disabled={value.all_branches}
          value={value.branches}
          onChange={(codes: string[]) => onChange({ branches: codes })}
          options={branches.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Field>
      <Field name="all_branches" label={t("manager.people.all_branches")}>
        <Switch checked={value.all_branches ?? false} onChange={(all_branches) => onChange({ all_branches })} />
      </Field>
    </>
  );
}

/** Whether they work anywhere at all. */
export const somewhere = ({ branches, all_branches }: Where) => all_branches || (branches?.length ?? 0) > 0;

/** The branches by name. */
export function Branches({ codes, all }: { codes: readonly string[]; all: boolean }) {
  const t = useT();
  const { branches } = useSession();
  if (all) return <>{t("manager.people.all_branches")}</>;
  return <>{codes.map((code) => branches.find(({ id }) => id === code)?.name ?? code).join(t("manager.form.comma"))}</>;
}
