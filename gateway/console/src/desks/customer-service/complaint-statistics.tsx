import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { Link, useNavigate } from "react-router";
import { answer, api, asProblem, type components } from "@/api";
import { money, plainMonth } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { Empty, Page, ProblemAlert } from "@/ui";
import { Figure, share, useMonth } from "@/ui/report";
import { CountBars, MonthChoice } from "./month-choice";
import { ServiceNav } from "./nav";

type Count = components["schemas"]["customer_service_ClassCount"];
type Month = components["schemas"]["customer_service_MonthCount"];
type Lesson = components["schemas"]["customer_service_Lesson"];

function Trend({ months }: { months: readonly Month[] }) {
  const t = useT();
  const most = Math.max(1, ...months.map(({ received }) => received));
  return (
    <section className="block" aria-label={t("customer-service.report.trend")}>
      <h2>{t("customer-service.report.trend")}</h2>
      <ul className="count-bars">
        {months.map(({ month, received, valid }) => (
          <li key={month}>
            <span>{plainMonth(month)}</span>
            <span className="count-bar" style={{ width: `${(received / most) * 100}%` }} aria-hidden />
            <span className="number">
              {received} <span className="quiet">{t("customer-service.report.trend_valid", { valid })}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What is done so that it does not happen again (CS-37). */
function Lessons({ lessons }: { lessons: readonly Lesson[] }) {
  const t = useT();
  return (
    <section className="block" aria-label={t("customer-service.report.lessons")}>
      <h2>{t("customer-service.report.lessons")}</h2>
      {lessons.length === 0 && <p className="quiet">{t("customer-service.report.no_lessons")}</p>}
      <ul className="plain-list">
        {lessons.map((one) => (
          <li key={one.complaint_id} className="line">
            <Link className="number" to={`/customer-service/complaints/${one.complaint_id}`}>
              {one.number}
            </Link>
            <span className="tag">{word("customer-service.cause_kind", one.cause_kind)}</span>
            <span className="line-main">{[one.cause, one.prevention, one.summary].filter(Boolean).join(" · ")}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** 顾客投诉分类统计表: complaints of a month by class, department, nature and channel (CS-37). */
export function ComplaintStatistics() {
  const t = useT();
  const go = useNavigate();
  const { id: branch_id } = useBranch();
  const [month, setMonth] = useMonth();
  const found = useQuery({
    queryKey: ["complaints", "statistics", branch_id, month],
    queryFn: () => answer(api.GET("/v1/complaint-statistics", { params: { query: { branch_id, month } } })),
    meta: { live: ["complaint."] },
  });
  const shown = found.data;
  const bars = (counts: readonly Count[], list: string) =>
    counts.map(({ value, complaints }) => ({
      name: value === "NONE" ? t("customer-service.report.not_yet") : word(list, value),
      count: complaints,
    }));
  return (
    <Page
      title={t("customer-service.report.complaints")}
      note={plainMonth(month)}
      actions={
        <>
          <MonthChoice month={month} onChoose={setMonth} />
          <Button onClick={() => void go("/customer-service/complaints")}>
            {t("customer-service.complaints.title")}
          </Button>
        </>
      }
    >
      <ServiceNav />
      <ProblemAlert problem={found.error ? asProblem(found.error) : null} retry={() => found.refetch()} />
      {found.isPending && <Skeleton active />}
      {shown && shown.received === 0 && <Empty text={t("customer-service.report.no_complaints")} />}
      {shown && shown.received > 0 && (
        <div className="stack">
          <div className="figure-tiles">
            <Figure
              name={t("customer-service.report.received")}
              value={shown.received}
              more={t("customer-service.report.open_closed", { open: shown.open, closed: shown.closed })}
              red={shown.open > 0}
            />
            <Figure
              name={t("customer-service.report.answered")}
              value={share(shown.answered_in_time, shown.received)}
              more={t("customer-service.report.of", { part: shown.answered_in_time, whole: shown.received })}
            />
            <Figure
              name={t("customer-service.report.solved")}
              value={share(shown.valid_solved, shown.valid)}
              more={t("customer-service.report.of", { part: shown.valid_solved, whole: shown.valid })}
              red={shown.valid_solved < shown.valid}
            />
            <Figure
              name={t("customer-service.report.hear")}
              value={shown.hear_ill}
              more={t("customer-service.report.hear_well", { count: shown.hear_well })}
              red={shown.hear_ill > shown.hear_well}
            />
            <Figure
              name={t("customer-service.fact.compensation")}
              value={
                shown.compensation
                  .map((paid) => money({ amount: paid.amount, currency: paid.currency ?? "CNY" }))
                  .join(" · ") || "–"
              }
            />
          </div>
          <div className="count-charts">
            <CountBars
              title={t("customer-service.fact.class")}
              counts={bars(shown.by_class, "customer-service.class")}
            />
            <CountBars
              title={t("customer-service.fact.cause_kind")}
              counts={bars(shown.by_cause, "customer-service.cause_kind")}
            />
            <CountBars title={t("customer-service.fact.department")} counts={bars(shown.by_department, "department")} />
            <CountBars
              title={t("customer-service.fact.nature")}
              counts={bars(shown.by_nature, "customer-service.nature")}
            />
            <CountBars
              title={t("customer-service.fact.channel")}
              counts={bars(shown.by_channel, "customer-service.came_by")}
            />
          </div>
          <Trend months={shown.trend} />
          <Lessons lessons={shown.lessons} />
        </div>
      )}
    </Page>
  );
}
