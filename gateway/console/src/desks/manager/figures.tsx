import { Skeleton } from "antd";
import { lazy, Suspense, useMemo, type ReactNode } from "react";
import { Link } from "react-router";
import { asProblem, type components } from "@/api";
import { money, plainDay, isoDay, type Money } from "@/format";
import { useLanguage, useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { Empty, ProblemAlert } from "@/ui";
import { DeskPage } from "./desk-page";
import { Crew, percent, PerformanceTable, usePerformance } from "./performance";
import { useComplaintMonth, useMoneyDay, useStages, useTraffic } from "./readings";

const Chart = lazy(() => import("./chart"));
const SECOND_SALE = ["R4", "R5", "R6"];
const OVER = ["CLOSED", "CANCELLED"];
type Traffic = components["schemas"]["reception_TrafficOut"];
type Stages = components["schemas"]["customer_service_StageCounts"];
type Report = components["schemas"]["reception_DayReport"];

const owned = (value: { amount: number; currency?: string }): Money => ({
  amount: value.amount,
  currency: value.currency ?? "CNY",
});

function Tile(props: {
  title: string;
  /** Undefined until it was read. */
  value: ReactNode;
  more?: ReactNode;
  red?: boolean;
  to?: string;
  /** Whether it is being read; afterwards a figure that is not there is a dash. */
  busy: boolean;
}) {
  const { title, value, more, red, to, busy } = props;
  const inside = (
    <>
      <span className="tile-title">{title}</span>
      {busy && value === undefined ? (
        <Skeleton.Button active size="large" />
      ) : (
        <strong className={`tile-value number ${red ? "tile-red" : ""}`}>{value ?? "–"}</strong>
      )}
      <span className="quiet">{more}</span>
    </>
  );
  return to ? (
    <Link className="tile" to={to} aria-busy={busy}>
      {inside}
    </Link>
  ) : (
    <div className="tile" aria-busy={busy}>
      {inside}
    </div>
  );
}

/** The figures of today; every number leads to what is behind it where there is such a page. */
export function Figures() {
  const t = useT();
  const language = useLanguage();
  const branch = useBranch();
  const traffic = useTraffic(branch.id);
  const day = useMoneyDay(branch.id);
  const stages = useStages(branch.id);
  const complaints = useComplaintMonth(branch.id);
  const performance = usePerformance(branch.id);
  const figures = performance.data;
  const failed = [traffic, day, stages, complaints].find((one) => one.error);
  const today = traffic.data?.at(-1);
  const report = day.data?.report;
  const open = stages.data?.stages.filter(({ stage }) => !OVER.includes(stage)) ?? [];
  const owing = open.reduce((sum, one) => sum + one.owing, 0);
  const late = stages.data?.late ?? 0;
  // As in the table below, less what was paid back; while that is not there, what came in.
  const sold =
    figures?.departments.find(({ department }) => department === "SELECTION")?.today ?? (report && secondSale(report));
  return (
    <DeskPage title={t("manager.figures.title")} note={`${branch.name} · ${plainDay(isoDay())}`}>
      {failed?.error && <ProblemAlert problem={asProblem(failed.error)} retry={() => failed.refetch()} />}
      <div className="tiles">
        <Tile
          title={t("manager.figures.visits")}
          value={today?.visits}
          busy={traffic.isPending}
          more={today && t("manager.figures.kinds", { walk: today.walk_ins, call: today.calls })}
        />
        <Tile
          title={t("manager.figures.conversion")}
          value={today && percent(today.conversion, language)}
          busy={traffic.isPending}
          more={
            today && (
              <>
                {t("manager.figures.ordered", { ordered: today.ordered, lost: today.lost, open: today.open })}
                {figures && (
                  <>
                    <br />
                    {t("manager.figures.month_conversion", {
                      part: percent(figures.conversion, language),
                      ordered: figures.ordered,
                      visits: figures.visits,
                    })}
                  </>
                )}
              </>
            )
          }
        />
        <Tile
          title={t("manager.figures.taken")}
          value={report && money(owned(report.taken))}
          busy={day.isPending}
          more={report && t("manager.figures.refunded", { amount: money(owned(report.refunded)) })}
        />
        <Tile
          title={t("manager.figures.second_sale")}
          value={sold && money(owned(sold))}
          busy={day.isPending}
          more={
            figures?.second_sale_each
              ? t("manager.figures.each", { amount: money(owned(figures.second_sale_each)) })
              : t("manager.figures.second_sale_hint")
          }
        />
        <Tile
          title={t("manager.figures.late")}
          value={stages.data && late}
          busy={stages.isPending}
          red={late > 0}
          more={stages.data && t("manager.figures.of_orders", { count: open.reduce((sum, s) => sum + s.orders, 0) })}
          to="/manager/late"
        />
        <Tile
          title={t("manager.figures.owing")}
          value={stages.data && owing}
          busy={stages.isPending}
          red={owing > 0}
          more={t("manager.figures.owing_hint")}
          to="/manager/late?owes=1"
        />
        <Tile
          title={t("manager.figures.complaints")}
          value={complaints.data?.open}
          busy={complaints.isPending}
          red={(complaints.data?.open ?? 0) > 0}
          more={complaints.data && t("manager.figures.month", { count: complaints.data.received })}
          to="/customer-service/complaints/statistics"
        />
      </div>
      <PerformanceTable found={performance} />
      <Suspense fallback={<Skeleton active />}>
        <div className="charts">
          {traffic.data && <WeekChart days={traffic.data} />}
          {stages.data && <StageChart stages={stages.data} />}
          {figures && <Crew figures={figures} />}
          {today && <Losses day={today} />}
        </div>
      </Suspense>
    </DeskPage>
  );
}

function secondSale(report: Report): Money {
  const parts = SECOND_SALE.map((form) => report.by_form[form]?.amount ?? 0);
  return { amount: parts.reduce((sum, one) => sum + one, 0), currency: report.currency };
}

const AXIS = { axisLine: { lineStyle: { color: "#cbc2b2" } }, axisLabel: { color: "#5d564c" } };
const GRID = { left: 8, right: 16, top: 34, bottom: 4, containLabel: true };

function WeekChart({ days }: { days: readonly Traffic[] }) {
  const t = useT();
  const language = useLanguage();
  const option = useMemo(
    () => ({
      color: ["#b9cdc6", "#1d5752"],
      legend: { top: 0, left: 0 },
      tooltip: { trigger: "axis" },
      grid: GRID,
      xAxis: { type: "category", data: days.map((one) => plainDay(one.day)), ...AXIS },
      yAxis: { type: "value", minInterval: 1, ...AXIS },
      series: [
        { type: "bar", name: t("manager.figures.visits"), data: days.map((one) => one.visits) },
        { type: "bar", name: t("manager.figures.orders"), data: days.map((one) => one.ordered) },
      ],
    }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- drawn again when the language changes
    [days, t, language],
  );
  return (
    <section className="block" aria-label={t("manager.figures.week")}>
      <h2>{t("manager.figures.week")}</h2>
      {days.some((one) => one.visits > 0) ? (
        <Chart option={option} label={t("manager.figures.week")} />
      ) : (
        <Empty text={t("manager.figures.no_visits")} />
      )}
    </section>
  );
}

function StageChart({ stages }: { stages: Stages }) {
  const t = useT();
  const language = useLanguage();
  const option = useMemo(() => {
    const shown = stages.stages.filter(({ stage, orders }) => orders > 0 && !OVER.includes(stage)).reverse();
    return {
      color: ["#1d5752", "#b3261e"],
      legend: { top: 0, left: 0 },
      tooltip: { trigger: "axis" },
      grid: GRID,
      xAxis: { type: "value", minInterval: 1, ...AXIS },
      yAxis: { type: "category", data: shown.map(({ stage }) => word("stage", stage)), ...AXIS },
      series: [
        {
          type: "bar",
          stack: "orders",
          name: t("manager.figures.in_time"),
          data: shown.map((one) => one.orders - one.late),
        },
        { type: "bar", stack: "orders", name: t("manager.figures.late"), data: shown.map((one) => one.late) },
      ],
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- drawn again when the language changes
  }, [stages, t, language]);
  return (
    <section className="block" aria-label={t("manager.figures.stages")}>
      <h2>{t("manager.figures.stages")}</h2>
      {stages.orders > 0 ? (
        <Chart option={option} label={t("manager.figures.stages")} />
      ) : (
        <Empty text={t("manager.figures.no_orders")} />
      )}
    </section>
  );
}

function Losses({ day }: { day: Traffic }) {
  const t = useT();
  const reasons = Object.entries(day.loss_reasons).sort((a, b) => b[1] - a[1]);
  return (
    <section className="block" aria-label={t("manager.figures.losses")}>
      <h2>{t("manager.figures.losses")}</h2>
      {reasons.length === 0 && <Empty text={t("manager.figures.no_losses")} />}
      <ul className="bars">
        {reasons.map(([reason, count]) => (
          <li key={reason}>
            <span>{word("manager.loss", reason)}</span>
            <span className="bar" style={{ width: `${(count / Math.max(1, day.lost)) * 100}%` }} aria-hidden />
            <span className="number">{count}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
