import { Select } from "antd";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { useColleagues } from "./person-name";

/** Choose a colleague of this branch by name; who was chosen can be unchosen from the end of the list. */
export function StaffSelect(props: {
  value: string | null;
  onChange: (id: string | null) => void;
  placeholder?: string;
  /** Those with one of these roles come first. */
  roles?: readonly string[];
  /** Who is not meant: a second person is somebody else. */
  without?: string;
  label?: string;
  focus?: boolean;
}) {
  const { value, onChange, placeholder, roles = [], without, label, focus = false } = props;
  const t = useT();
  const { id } = useBranch();
  const here = useColleagues().filter(
    (one) => one.active !== false && one.id !== without && (one.all_branches || one.branches?.includes(id)),
  );
  const first = (one: { roles: string[] }) => (one.roles.some((role) => roles.includes(role)) ? 0 : 1);
  const options = [...here]
    .sort((a, b) => first(a) - first(b))
    .map((one) => ({
      value: one.id,
      label: `${one.display_name} · ${one.roles.map((r) => word("role", r)).join(" ")}`,
    }));
  // No button to clear: it would stand between this field and the next for whoever works by Tab.
  const nobody = value === null ? [] : [{ value: "", label: t("form.nobody") }];
  return (
    <Select
      showSearch={{ optionFilterProp: "label" }}
      aria-label={label}
      autoFocus={focus}
      placeholder={placeholder ?? t("form.choose")}
      value={value}
      onChange={(chosen: string) => onChange(chosen || null)}
      options={[...options, ...nobody]}
    />
  );
}
