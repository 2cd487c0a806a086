import { Checkbox, Segmented } from "antd";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { Field } from "@/ui";

/** How the money comes; cash only when the notes were tested (FIN-07). */
export interface Means {
  method: string;
  tested: boolean;
}

/** The branch's usual means to begin with: the first that is no cash. */
export function useMeans(): Means {
  const { payment_methods: methods } = useBranch();
  return { method: methods.find((one) => one !== "CASH") ?? methods[0] ?? "CASH", tested: false };
}

export const meansReady = ({ method, tested }: Means) => method !== "CASH" || tested;

/** Choose the means of payment; notes that go out need no test. */
export function MeansField(props: { value: Means; onChange: (means: Means) => void; out?: boolean }) {
  const { value, onChange, out = false } = props;
  const t = useT();
  const { payment_methods: methods } = useBranch();
  return (
    <Field name="method" label={t("reception.pay.method")} group>
      <Segmented
        aria-label={t("reception.pay.method")}
        value={value.method}
        onChange={(method) => onChange({ method, tested: false })}
        options={methods.map((one) => ({ value: one, label: word("value", one) }))}
      />
      {value.method === "CASH" && !out && (
        <Checkbox checked={value.tested} onChange={(event) => onChange({ ...value, tested: event.target.checked })}>
          {t("reception.pay.tested")}
        </Checkbox>
      )}
    </Field>
  );
}
