import { useQuery } from "@tanstack/react-query";
import { answer, api, type components } from "@/api";
import { isoDay, plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import { Empty, StaffName } from "@/ui";
import { Figure, share, useMonth } from "@/ui/report";
import { MonthPage, ToList } from "./month-page";
import { VisitChecks } from "./visit-checks";

type Quotas = components["schemas"]["customer_service_VisitQuotas"];

function Figures({ of }: { of: Quotas }) {
  const t = useT();
  const { sample } = of;
  const late = of.open_visits > 0 && isoDay() > of.finish_by;
  return (
    <div className="figure-tiles">
      <Figure
        name={t("customer-service.quotas.open")}
        value={of.open_visits}
        red={late}
        more={t("customer-service.quotas.finish_by", { day: plainDay(of.finish_by) })}
      />
      <Figure
        name={t("customer-service.quotas.in_person")}
        value={of.in_person}
        red={of.in_person < of.in_person_due}
        more={t("customer-service.quotas.in_person_due", { due: of.in_person_due, visits: of.visits })}
      />
      <Figure
        name={t("customer-service.quotas.sample")}
        value={share(sample.satisfied, sample.asked_again)}
        red={sample.differing > 0}
        more={t("customer-service.quotas.differing", { count: sample.differing })}
      />
    </div>
  );
}

/** Red is who is behind: what he did stands beside what he owes (M-12, M-28). */
function Done({ done, due }: { done: number; due: number }) {
  const t = useT();
  return (
    <td className={done < due ? "figure number red" : "figure number"}>
      {t("customer-service.quotas.of", { done, due })}
    </td>
  );
}

function People({ people }: { people: Quotas["people"] }) {
  const t = useT();
  const title = t("customer-service.quotas.people");
  return (
    <section className="block" aria-label={title}>
      <h2>{title}</h2>
      {people.length === 0 && <Empty text={t("customer-service.quotas.nobody")} />}
      {people.length > 0 && (
        <div className="queue">
          <table aria-label={title}>
            <thead>
              <tr>
                <th scope="col">{t("customer-service.quotas.who")}</th>
                <th scope="col">{t("customer-service.quotas.role")}</th>
                <th scope="col" className="figure">
                  {t("customer-service.quotas.complaint_visits")}
                </th>
                <th scope="col" className="figure">
                  {t("customer-service.quotas.checks")}
                </th>
              </tr>
            </thead>
            <tbody>
              {people.map((one) => (
                <tr key={`${one.staff_id} ${one.role}`}>
                  <th scope="row">
                    <StaffName id={one.staff_id} />
                  </th>
                  <td>{word("role", one.role)}</td>
                  <Done done={one.complaint_visits} due={one.complaint_visits_due} />
                  <Done done={one.checks} due={one.checks_due} />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Visitors({ visitors }: { visitors: Quotas["sample"]["visitors"] }) {
  const t = useT();
  const title = t("customer-service.quotas.visitors");
  if (visitors.length === 0) return null;
  return (
    <section className="block" aria-label={title}>
      <h2>{title}</h2>
      <ul className="plain-list">
        {visitors.map((one) => (
          <li key={one.staff_id} className="line">
            <span className="line-main">
              <StaffName id={one.staff_id} />
            </span>
            <span className="quiet">
              {t("customer-service.quotas.checks")} {one.checks}
            </span>
            <b className="number">
              {t("customer-service.quotas.mean")} {one.score}
            </b>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The month's close of visits: who still owes what, and what drawn visits say (M-12, M-17, M-28, M-69). */
export function VisitQuotas() {
  const t = useT();
  const may = useMay();
  const { id: branch_id } = useBranch();
  const [month, setMonth] = useMonth();
  const found = useQuery({
    queryKey: ["contacts", "visit-quotas", branch_id, month],
    queryFn: () => answer(api.GET("/v1/visit-quotas", { params: { query: { branch_id, month } } })),
    meta: { live: ["contact.", "visit.", "complaint."] },
  });
  return (
    <MonthPage
      title={t("customer-service.quotas.title")}
      {...{ month, found }}
      onMonth={setMonth}
      action={<ToList to="/customer-service/return-visits" title={t("customer-service.visits.title")} />}
    >
      {(quotas) => (
        <div className="stack">
          <Figures of={quotas} />
          <People people={quotas.people} />
          <VisitChecks key={month} month={month} draws={may("customer_service.visit_checks.do")} />
          <Visitors visitors={quotas.sample.visitors} />
        </div>
      )}
    </MonthPage>
  );
}
