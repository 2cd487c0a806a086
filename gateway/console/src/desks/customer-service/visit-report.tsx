import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { answer, api, type components } from "@/api";
import { fullTime } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { Empty, OrderBadge } from "@/ui";
import { Figure, share, useMonth } from "@/ui/report";
import { MonthPage, ToList } from "./month-page";

type Report = components["schemas"]["customer_service_VisitReport"];
type Counts = components["schemas"]["customer_service_VisitCounts"];

function Figures({ of }: { of: Counts }) {
  const t = useT();
  const answered = of.satisfied + of.so_so + of.dissatisfied;
  return (
    <div className="figure-tiles">
      <Figure
        name={t("customer-service.report.made")}
        value={share(of.done, of.due)}
        more={t("customer-service.report.of", { part: of.done, whole: of.due })}
      />
      <Figure
        name={t("customer-service.report.in_time")}
        value={share(of.in_time, of.done)}
        more={t("customer-service.report.of", { part: of.in_time, whole: of.done })}
      />
      <Figure
        name={t("customer-service.report.satisfied")}
        value={share(of.satisfied, answered)}
        more={t("customer-service.report.of", { part: of.satisfied, whole: answered })}
      />
      <Figure
        name={word("customer-service.answer", "DISSATISFIED")}
        value={of.dissatisfied}
        red={of.dissatisfied > 0}
        more={`${word("customer-service.answer", "SO_SO")} ${of.so_so}`}
      />
      <Figure
        name={t("customer-service.report.unreachable")}
        value={of.unreachable}
        more={t("customer-service.report.still_open", { open: of.open, overdue: of.overdue })}
      />
    </div>
  );
}

function Kinds({ report }: { report: Report }) {
  const t = useT();
  return (
    <div className="queue">
      <table aria-label={t("customer-service.report.by_kind")}>
        <thead>
          <tr>
            <th scope="col">{t("order.reason")}</th>
            {(["due", "done", "in_time", "unreachable", "overdue"] as const).map((name) => (
              <th scope="col" className="figure" key={name}>
                {t(`customer-service.report.column.${name}`)}
              </th>
            ))}
            {(["SATISFIED", "SO_SO", "DISSATISFIED"] as const).map((name) => (
              <th scope="col" className="figure" key={name}>
                {word("customer-service.answer", name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.kinds.map((kind) => (
            <tr key={kind.rule}>
              <td>{word("rule", kind.rule)}</td>
              {[kind.due, kind.done, kind.in_time, kind.unreachable, kind.overdue].map((count, at) => (
                <td className="figure number" key={at}>
                  {count}
                </td>
              ))}
              <td className="figure number">{kind.satisfied}</td>
              <td className="figure number">{kind.so_so}</td>
              <td className={kind.dissatisfied > 0 ? "figure number red" : "figure number"}>{kind.dissatisfied}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Opinions({ opinions }: { opinions: Report["opinions"] }) {
  const t = useT();
  return (
    <section className="block" aria-label={t("customer-service.report.opinions")}>
      <h2>{t("customer-service.report.opinions")}</h2>
      {opinions.length === 0 && <p className="quiet">{t("customer-service.report.no_opinions")}</p>}
      <ul className="plain-list">
        {opinions.map((one) => (
          <li key={one.contact_id} className="line">
            <span className="number quiet">{fullTime(one.at)}</span>
            <span className={one.answer === "DISSATISFIED" ? "tag tag-red" : "tag"}>
              {word("customer-service.answer", one.answer)}
            </span>
            <span className="line-main">{one.note || word("rule", one.rule)}</span>
            {one.order_id && <OrderBadge id={one.order_id} number={t("order.sheet")} />}
            <Link to={`/customer-service?contact=${one.contact_id}`}>{t("customer-service.report.contact")}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** 回访总结报告: return visits of a month, made in time, and what customers said (CS-09). */
export function VisitSummary() {
  const t = useT();
  const { id: branch_id } = useBranch();
  const [month, setMonth] = useMonth();
  const found = useQuery({
    queryKey: ["contacts", "visit-report", branch_id, month],
    queryFn: () => answer(api.GET("/v1/return-visit-report", { params: { query: { branch_id, month } } })),
    meta: { live: ["contact.", "visit."] },
  });
  return (
    <MonthPage
      title={t("customer-service.report.visits")}
      {...{ month, found }}
      onMonth={setMonth}
      action={<ToList to="/customer-service/return-visits" title={t("customer-service.visits.title")} />}
    >
      {(report) =>
        report.all.due === 0 ? (
          <Empty text={t("customer-service.report.no_visits")} />
        ) : (
          <div className="stack">
            <Figures of={report.all} />
            <Kinds report={report} />
            <Opinions opinions={report.opinions} />
          </div>
        )
      }
    </MonthPage>
  );
}
