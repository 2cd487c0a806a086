import { Segmented } from "antd";
import type { components } from "@/api";
import { useT } from "@/i18n";
import { Field } from "@/ui";

export type Identity = components["schemas"]["reception_Identity"];

const IDENTITIES = ["ID_CARD", "PASSPORT", "DRIVING_LICENCE"] as const satisfies readonly Identity[];

/** Which paper somebody showed who takes a thing along (M-36, M-37). */
export function IdentityField({ value, onChange }: { value: Identity; onChange: (shown: Identity) => void }) {
  const t = useT();
  return (
    <Field name="identity" group label={t("reception.belongings.identity_seen")}>
      <Segmented
        aria-label={t("reception.belongings.identity_seen")}
        value={value}
        onChange={onChange}
        options={IDENTITIES.map((one) => ({ value: one, label: t(`reception.belongings.identity.${one}`) }))}
      />
    </Field>
  );
}
