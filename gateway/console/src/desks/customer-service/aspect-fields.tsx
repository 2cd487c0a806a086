import { Select } from "antd";
import type { components } from "@/api";
import { useT, word } from "@/i18n";
import { Field } from "@/ui";

type Aspect = components["schemas"]["customer_service_Aspect"];

/** With what a customer is pleased, and with what not. */
export interface Aspects {
  pleased: Aspect[];
  displeased: Aspect[];
}

const ASPECTS: readonly Aspect[] = [
  "RECEPTION",
  "DRESS",
  "MAKEUP",
  "PHOTOGRAPHY",
  "SELECTION",
  "RETOUCH",
  "PRODUCT",
  "PICKUP",
  "PRICE",
  "WAITING",
  "MANNERS",
];

/** What went well and what did not, for the month's summary (M-30); chosen before the answer is given. */
export function AspectFields({ chosen, onChange }: { chosen: Aspects; onChange: (chosen: Aspects) => void }) {
  const t = useT();
  const options = ASPECTS.map((value) => ({ value, label: word("customer-service.aspect", value) }));
  return (
    <div className="contact-fields">
      {(["pleased", "displeased"] as const).map((name) => (
        <Field key={name} name={name} label={t(`customer-service.outcome.${name}`)}>
          <Select<Aspect[]>
            mode="multiple"
            allowClear
            value={chosen[name]}
            onChange={(aspects) => onChange({ ...chosen, [name]: aspects })}
            options={options}
          />
        </Field>
      ))}
    </div>
  );
}
