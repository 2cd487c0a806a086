import { useQuery } from "@tanstack/react-query";
import { answer, api, asProblem, type components } from "@/api";
import { isoDay, money } from "@/format";
import { useLanguage, useT, word } from "@/i18n";
import { Empty, ProblemAlert, StaffName } from "@/ui";

type Performance = components["schemas"]["reception_PerformanceOut"];
type Department = components["schemas"]["reception_DepartmentFigures"];
type Person = components["schemas"]["reception_PersonFigures"];
type Amount = { amount: number; currency?: string } | null | undefined;

const shown = (value: Amount) => (value ? money({ amount: value.amount, currency: value.currency ?? "CNY" }) : "–");

/** A month's money by department and person against its targets. */
export function usePerformance(branch_id: string, month: string = isoDay().slice(0, 7)) {
  return useQuery({
    queryKey: ["manager", "performance", branch_id, month],
    queryFn: () => answer(api.GET("/v1/performance/{branch_id}/{month}", { params: { path: { branch_id, month } } })),
    meta: { live: ["payment.", "receipt.", "refund.", "visit.", "order.extended", "targets."] },
  });
}

/** A part of a whole in percent. */
export function percent(part: number, language: string): string {
  const locale = language === "en" ? "en-GB" : "zh-CN";
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(part);
}

/** How far of the target; the mark is how far of the month's open days. */
function Reached({ taken, target, pace }: { taken: number; target: number; pace: number }) {
  const language = useLanguage();
  const part = target > 0 ? taken / target : 0;
  return (
    <span className="reached">
      <span className="reached-track" aria-hidden>
        <span
          className={part < pace ? "reached-bar reached-behind" : "reached-bar"}
          style={{ width: `${Math.min(100, Math.max(0, part * 100))}%` }}
        />
        <span className="reached-pace" style={{ left: `${Math.min(100, pace * 100)}%` }} />
      </span>
      <span className="number">{percent(part, language)}</span>
    </span>
  );
}

function Row({
  of,
  name,
  pace,
  strong,
}: {
  of: Person | Department;
  name: React.ReactNode;
  pace: number;
  strong?: boolean;
}) {
  const language = useLanguage();
  const person = "staff_id" in of ? of : null;
  const outcome =
    person && person.received > 0
      ? `${person.ordered}/${person.received} · ${percent(person.conversion, language)}`
      : person && person.second_sales > 0
        ? String(person.second_sales)
        : "";
  return (
    <tr className={strong ? "sum-row" : ""}>
      <td>{name}</td>
      <td className="figure">{shown(of.today)}</td>
      <td className="figure">{shown(of.taken)}</td>
      <td className="figure">{shown(of.target)}</td>
      <td>{of.target && <Reached taken={of.taken.amount} target={of.target.amount} pace={pace} />}</td>
      <td className="figure">{outcome}</td>
    </tr>
  );
}

/** Figures of today and the month against the target, by department and person (MGT-01, REC-17, PST-10). */
export function PerformanceTable({ found }: { found: ReturnType<typeof usePerformance> }) {
  const t = useT();
  if (found.error) return <ProblemAlert problem={asProblem(found.error)} retry={() => found.refetch()} />;
  const figures = found.data;
  if (!figures) return null;
  const pace = figures.open_days ? figures.open_days_past / figures.open_days : 0;
  return (
    <section className="block performance" aria-label={t("manager.performance.title")}>
      <h2>
        {t("manager.performance.title")}{" "}
        <span className="quiet">
          {t("manager.performance.pace", { past: figures.open_days_past, days: figures.open_days })}
        </span>
      </h2>
      <div className="queue">
        <table aria-label={t("manager.performance.title")}>
          <thead>
            <tr>
              <th scope="col">{t("manager.people.name")}</th>
              <th scope="col" className="figure">
                {t("manager.performance.today")}
              </th>
              <th scope="col" className="figure">
                {t("manager.performance.month")}
              </th>
              <th scope="col" className="figure">
                {t("manager.performance.target")}
              </th>
              <th scope="col">{t("manager.performance.reached")}</th>
              <th scope="col" className="figure">
                {t("manager.performance.outcome")}
              </th>
            </tr>
          </thead>
          {figures.departments.map((department) => (
            <tbody key={department.department}>
              <Row of={department} name={word("manager.sales", department.department)} pace={pace} strong />
              {department.people.map((person) => (
                <Row key={person.staff_id} of={person} name={<StaffName id={person.staff_id} />} pace={pace} />
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </section>
  );
}

/** Who photographed and made up this month (REC-13). */
export function Crew({ figures }: { figures: Performance }) {
  const t = useT();
  return (
    <section className="block" aria-label={t("manager.performance.crew")}>
      <h2>{t("manager.performance.crew")}</h2>
      {figures.crew.length === 0 && <Empty text={t("manager.performance.no_crew")} />}
      <ul className="crew">
        {figures.crew.map((one) => (
          <li key={`${one.staff_id} ${one.role}`}>
            <StaffName id={one.staff_id} /> <span className="tag">{word("role", one.role.toLowerCase())}</span>
            <span className="number">{t("manager.performance.shoots", { count: one.orders, sets: one.sets })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
