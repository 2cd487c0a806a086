import { Button, Input } from "antd";
import { useT } from "@/i18n";
import { Field, PersonName } from "@/ui";

/** Somebody of the order: known already, or to be registered with the order. */
export interface Someone {
  id: string | null;
  name: string;
  phone: string;
}

export const NOBODY: Someone = { id: null, name: "", phone: "" };

/** Whether it says enough to register somebody. */
export const named = (one: Someone) => one.id !== null || one.name.trim() !== "";

/** The people of the order: two for a wedding. */
export function People(props: {
  people: readonly Someone[];
  /** So many must be named. */
  least: number;
  onChange: (people: Someone[]) => void;
}) {
  const { people, least, onChange } = props;
  const t = useT();
  const change = (at: number, next: Partial<Someone>) =>
    onChange(people.map((one, index) => (index === at ? { ...one, ...next } : one)));
  return (
    <section className="block stack" aria-label={t("reception.order.people")}>
      <h2>{t("reception.order.people")}</h2>
      {people.map((one, at) =>
        one.id ? (
          <div key={at} className="rc-check is-done">
            <PersonName id={one.id} phone />
          </div>
        ) : (
          <div key={at} className="rc-person">
            <Field name={`people.${at}.name`} needed={at < least} label={t("reception.register.name")}>
              <Input value={one.name} maxLength={40} onChange={(event) => change(at, { name: event.target.value })} />
            </Field>
            <Field name={`people.${at}.phone`} label={t("reception.register.phone")}>
              <Input
                inputMode="tel"
                value={one.phone}
                maxLength={20}
                onChange={(event) => change(at, { phone: event.target.value })}
              />
            </Field>
            {people.length > 1 && (
              <Button onClick={() => onChange(people.filter((_, index) => index !== at))}>
                {t("reception.remove")}
              </Button>
            )}
          </div>
        ),
      )}
      <div>
        <Button onClick={() => onChange([...people, NOBODY])}>{t("reception.order.add_person")}</Button>
      </div>
    </section>
  );
}
