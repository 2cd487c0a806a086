import { isoDay } from "@/format";
import { useT } from "@/i18n";
import { ClockInput, DayInput, Field } from "@/ui";
import { clockOfMinutes, minutesOfClock, minutesOn, momentAt } from "../scheduling/moments";

/** A day and a time on the branch's clock, as they are typed. */
export interface Appointed {
  day: string;
  clock: string;
}

/** How that moment is typed. */
export function typedMoment(moment: string | Date, zone: string): Appointed {
  const day = isoDay(new Date(moment));
  return { day, clock: clockOfMinutes(minutesOn(day, new Date(moment).toISOString(), zone)) };
}

/** The moment that was typed; null while it is none. */
export function momentOf({ day, clock }: Appointed, zone: string): string | null {
  const minutes = minutesOfClock(clock);
  return day && minutes !== null ? momentAt(day, minutes, zone) : null;
}

/** When the customer and the house agreed on (M-19). */
export function AppointedField(props: { value: Appointed; onChange: (value: Appointed) => void; focus?: boolean }) {
  const { value, onChange, focus = false } = props;
  const t = useT();
  return (
    <div className="work-moment">
      <Field name="appointed_at" needed label={t("work-orders.appointed")} with={value.clock}>
        <DayInput min={isoDay()} autoFocus={focus} value={value.day} onChange={(day) => onChange({ ...value, day })} />
      </Field>
      <Field needed label={t("work-orders.clock")}>
        <ClockInput value={value.clock} onChange={(clock) => onChange({ ...value, clock })} />
      </Field>
    </div>
  );
}
