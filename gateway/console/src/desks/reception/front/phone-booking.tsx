import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Input, Segmented } from "antd";
import { answer, api, asProblem, type components } from "@/api";
import { clockTime, plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { DayInput, Field, ProblemAlert } from "@/ui";
import type { Category } from "../types";

type Openings = components["schemas"]["scheduling_Openings"];
export type PhoneBookingIn = components["schemas"]["reception_PhoneBookingIn"];

/** What is agreed while the caller is on the line (M-47). */
export interface Call {
  wanted: string | null;
  pays: string | null;
  wishes: string;
  /** Until when the day is kept; null for as long as the house allows. */
  kept: string | null;
  explained: boolean;
  readBack: boolean;
}

export const NO_CALL: Call = { wanted: null, pays: null, wishes: "", kept: null, explained: false, readBack: false };

const later = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The last day on which the wanted one is kept without a deposit. */
export function holdLimit(today: string, wanted: string, keptDays: number): string {
  const last = later(today, keptDays);
  return last < wanted ? last : wanted;
}

/** Today and how long a day is kept, while somebody wants to book by telephone. */
export function useTerms(wanted: boolean) {
  const { id: branch_id } = useBranch();
  return useQuery({
    queryKey: ["reception", "phone-booking-terms", branch_id],
    queryFn: () => answer(api.GET("/v1/phone-booking-terms", { params: { query: { branch_id } } })),
    enabled: wanted,
  }).data;
}

/** What is sent, once the caller has heard it again; null while no day is wanted. */
export function bookingOf(call: Call, limit: string | null): PhoneBookingIn | null {
  if (!call.wanted) return null;
  return {
    wanted_on: call.wanted,
    pays_by: call.pays,
    wishes: call.wishes.trim(),
    kept_until: call.kept ?? limit ?? call.wanted,
    hold_explained: call.explained,
    read_back: call.readBack,
  };
}

/** Free times of the day, or what is offered instead: another day, another branch. */
function Offer({ category, day, onDay }: { category: Category; day: string; onDay: (day: string) => void }) {
  const t = useT();
  const { id: branch_id } = useBranch();
  const { data, error, refetch } = useQuery<Openings>({
    queryKey: ["scheduling", "openings", branch_id, category, day],
    queryFn: () => answer(api.GET("/v1/shoot-openings", { params: { query: { branch_id, category, day } } })),
    meta: { live: ["booking."] },
  });
  if (error) return <ProblemAlert problem={asProblem(error)} retry={() => refetch()} />;
  if (!data) return null;
  if (data.starts.length > 0)
    return (
      <p className="rc-wide quiet" role="status">
        {t("reception.call.free")} {data.starts.map((start) => clockTime(start)).join(" · ")}
      </p>
    );
  return (
    <Alert
      className="rc-wide"
      type="warning"
      showIcon
      title={t("reception.call.full", { day: plainDay(day) })}
      description={
        <div className="stack">
          <div className="flags">
            {data.other_days.map(({ day: other, first_start }) => (
              <Button key={other} onClick={() => onDay(other)}>
                {plainDay(other)} {clockTime(first_start)}
              </Button>
            ))}
            {data.other_days.length === 0 && t("reception.call.no_other_day")}
          </div>
          {data.other_branches.map(({ branch_id: other, name, phone, first_start }) => (
            <div key={other}>
              {t("reception.call.elsewhere", { branch: name, time: clockTime(first_start) })}{" "}
              <span className="number">{phone}</span>
            </div>
          ))}
        </div>
      }
    />
  );
}

/** The day a caller wants, what is told about it, and the tick that it was read back (M-47). */
export function PhoneBooking(props: {
  call: Call;
  set: (change: Partial<Call>) => void;
  caller: { name: string; phone: string; category: Category | null };
  /** The name and the number are known already: the caller was recommended. */
  known: boolean;
  today: string | undefined;
  limit: string | null;
}) {
  const { call, set, caller, known, today, limit } = props;
  const t = useT();
  const { payment_methods: methods } = useBranch();
  const { category } = caller;
  const kept = call.kept ?? limit;
  const said = [
    ...(known
      ? []
      : [
          [t("reception.register.name"), caller.name],
          [t("reception.register.phone"), caller.phone],
        ]),
    [t("reception.register.wants"), category ? word("category", category) : ""],
    [t("reception.call.wanted"), plainDay(call.wanted)],
    [t("reception.call.pays"), call.pays ? word("value", call.pays) : ""],
    [t("reception.call.wishes"), call.wishes.trim()],
    [t("reception.call.kept"), plainDay(kept)],
  ];
  return (
    <>
      <Field name="wanted_on" label={t("reception.call.wanted")}>
        <DayInput
          optional
          {...(today && { min: today })}
          value={call.wanted}
          onChange={(day) => set({ wanted: day || null, kept: null })}
        />
      </Field>
      {call.wanted && (
        <>
          <Field name="kept_until" label={t("reception.call.kept")}>
            <DayInput {...(today && { min: today })} value={kept} onChange={(day) => set({ kept: day || null })} />
          </Field>
          {category && <Offer category={category} day={call.wanted} onDay={(wanted) => set({ wanted, kept: null })} />}
          <Field name="pays_by" label={t("reception.call.pays")} group className="rc-wide">
            <Segmented
              aria-label={t("reception.call.pays")}
              value={call.pays ?? ""}
              onChange={(pays) => set({ pays: pays || null })}
              options={["", ...methods].map((one) => ({
                value: one,
                label: one ? word("value", one) : t("reception.call.pays_open"),
              }))}
            />
          </Field>
          <Field name="wishes" label={t("reception.call.wishes")} className="rc-wide">
            <Input.TextArea
              autoSize={{ minRows: 1, maxRows: 4 }}
              maxLength={1000}
              value={call.wishes}
              onChange={(event) => set({ wishes: event.target.value })}
            />
          </Field>
          <section className="block rc-wide stack" aria-label={t("reception.call.read_aloud")}>
            <h3>{t("reception.call.read_aloud")}</h3>
            <dl className="facts">
              {said.map(([label, value]) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{value || "–"}</dd>
                </div>
              ))}
            </dl>
            <div className="stack">
              <Checkbox checked={call.explained} onChange={(event) => set({ explained: event.target.checked })}>
                {t("reception.call.explained", { day: plainDay(kept) })}
              </Checkbox>
              <Checkbox checked={call.readBack} onChange={(event) => set({ readBack: event.target.checked })}>
                {t("reception.call.read_back")}
              </Checkbox>
            </div>
          </section>
        </>
      )}
    </>
  );
}
