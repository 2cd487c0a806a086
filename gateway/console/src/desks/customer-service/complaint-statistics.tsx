import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useNavigate } from "react-router";
import { answer, api, asProblem, type components } from "@/api";
import { money, plainMonth } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { Empty, Page, ProblemAlert } from "@/ui";
import { CountBars, Figure, MonthChoice, useMonth } from "./month-choice";
import { ServiceNav } from "./nav";

type Count = components["schemas"]["customer_service_ClassCount"];

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
              value={`${Math.round((shown.answered_in_time / shown.received) * 100)}%`}
              more={t("customer-service.report.of", { part: shown.answered_in_time, whole: shown.received })}
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
        </div>
      )}
    </Page>
  );
}
