import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { answer, api, type components } from "@/api";
import { money, plainMonth } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { Empty } from "@/ui";
import { Figure, share, useMonth } from "@/ui/report";
import { CountBars } from "./count-bars";
import { MonthPage, ToList } from "./month-page";

type Count = components["schemas"]["customer_service_ClassCount"];
type Month = components["schemas"]["customer_service_MonthCount"];
type Lesson = components["schemas"]["customer_service_Lesson"];
type Statistics = components["schemas"]["customer_service_ComplaintStatistics"];

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

/** What many complained about, and whether they were answered together (M-09). */
function Issues({ issues }: { issues: Statistics["issues"] }) {
  const t = useT();
  if (issues.length === 0) return null;
  return (
    <section className="block" aria-label={t("customer-service.issue.title")}>
      <h2>{t("customer-service.issue.title")}</h2>
      <ul className="plain-list">
        {issues.map((one) => (
          <li key={one.id} className="line">
            <Link className="number" to={`/customer-service/complaints/issues/${one.id}`}>
              {one.number}
            </Link>
            <span className="line-main">{one.subject}</span>
            <span className="quiet">{t("customer-service.issue.so_many", { count: one.complaints })}</span>
            <span className="tag">{word("customer-service.issue_state", one.state)}</span>
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

function Figures({ of }: { of: Statistics }) {
  const t = useT();
  return (
    <div className="figure-tiles">
      <Figure
        name={t("customer-service.report.received")}
        value={of.received}
        more={t("customer-service.report.open_closed", { open: of.open, closed: of.closed })}
        red={of.open > 0}
      />
      <Figure
        name={t("customer-service.report.answered")}
        value={share(of.answered_in_time, of.received)}
        more={t("customer-service.report.of", { part: of.answered_in_time, whole: of.received })}
      />
      <Figure
        name={t("customer-service.report.solved")}
        value={share(of.valid_solved, of.valid)}
        more={t("customer-service.report.of", { part: of.valid_solved, whole: of.valid })}
        red={of.valid_solved < of.valid}
      />
      <Figure
        name={t("customer-service.report.hear")}
        value={of.hear_ill}
        more={t("customer-service.report.hear_well", { count: of.hear_well })}
        red={of.hear_ill > of.hear_well}
      />
      <Figure
        name={t("customer-service.fact.compensation")}
        value={
          of.compensation.map((paid) => money({ amount: paid.amount, currency: paid.currency ?? "CNY" })).join(" · ") ||
          "–"
        }
      />
    </div>
  );
}

function Charts({ of }: { of: Statistics }) {
  const t = useT();
  const bars = (counts: readonly Count[], list: string) =>
    counts.map(({ value, complaints }) => ({
      name: value === "NONE" ? t("customer-service.report.not_yet") : word(list, value),
      count: complaints,
    }));
  return (
    <div className="count-charts">
      <CountBars title={t("customer-service.fact.class")} counts={bars(of.by_class, "customer-service.class")} />
      <CountBars
        title={t("customer-service.fact.cause_kind")}
        counts={bars(of.by_cause, "customer-service.cause_kind")}
      />
      <CountBars title={t("customer-service.fact.department")} counts={bars(of.by_department, "department")} />
      <CountBars title={t("customer-service.fact.nature")} counts={bars(of.by_nature, "customer-service.nature")} />
      <CountBars title={t("customer-service.fact.channel")} counts={bars(of.by_channel, "customer-service.came_by")} />
    </div>
  );
}

/** 顾客投诉分类统计表: complaints of a month by class, department, nature and channel (CS-37). */
export function ComplaintStatistics() {
  const t = useT();
  const { id: branch_id } = useBranch();
  const [month, setMonth] = useMonth();
  const found = useQuery({
    queryKey: ["complaints", "statistics", branch_id, month],
    queryFn: () => answer(api.GET("/v1/complaint-statistics", { params: { query: { branch_id, month } } })),
    meta: { live: ["complaint."] },
  });
  return (
    <MonthPage
      title={t("customer-service.report.complaints")}
      {...{ month, found }}
      onMonth={setMonth}
      action={<ToList to="/customer-service/complaints" title={t("customer-service.complaints.title")} />}
    >
      {(shown) =>
        shown.received === 0 ? (
          <Empty text={t("customer-service.report.no_complaints")} />
        ) : (
          <div className="stack">
            <Figures of={shown} />
            <Charts of={shown} />
            <Trend months={shown.trend} />
            <Issues issues={shown.issues} />
            <Lessons lessons={shown.lessons} />
          </div>
        )
      }
    </MonthPage>
  );
}
