import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { Link } from "react-router";
import { answer, api, type components } from "@/api";
import { dayAndTime, money } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { useShortcut } from "@/shell/shortcuts";
import { OrderBadge } from "@/ui";
import { Figure, ReportTable, share, useMonth } from "@/ui/report";
import { CountBars } from "./count-bars";
import { MonthPage } from "./month-page";

type Summary = components["schemas"]["customer_service_ServiceSummary"];
type Voice = components["schemas"]["customer_service_Voice"];
type Paid = Summary["complaint_compensation"];

const paidOf = (paid: Paid) =>
  paid.map(({ amount, currency }) => money({ amount, currency: currency ?? "CNY" })).join(" · ") || "–";

function Figures({ of }: { of: Summary }) {
  const t = useT();
  const { visits } = of;
  const answered = visits.satisfied + visits.so_so + visits.dissatisfied;
  return (
    <div className="figure-tiles">
      <Figure
        name={t("customer-service.report.made")}
        value={share(visits.done, visits.due)}
        more={t("customer-service.report.of", { part: visits.done, whole: visits.due })}
      />
      <Figure
        name={t("customer-service.report.satisfied")}
        value={share(visits.satisfied, answered)}
        more={t("customer-service.report.of", { part: visits.satisfied, whole: answered })}
      />
      <Figure
        name={t("customer-service.report.solved")}
        value={share(of.valid_solved, of.valid_complaints)}
        red={of.valid_solved < of.valid_complaints}
        more={t("customer-service.report.of", { part: of.valid_solved, whole: of.valid_complaints })}
      />
      <Figure name={t("customer-service.summary.compensation")} value={paidOf(of.complaint_compensation)} />
    </div>
  );
}

function Voices({ title, voices }: { title: string; voices: readonly Voice[] }) {
  const t = useT();
  const named = (aspects: readonly string[]) => aspects.map((one) => word("customer-service.aspect", one)).join(" ");
  return (
    <section className="block" aria-label={title}>
      <h2>{title}</h2>
      {voices.length === 0 && <p className="quiet">{t("customer-service.report.nothing")}</p>}
      <ul className="plain-list">
        {voices.map((one) => (
          <li key={one.contact_id} className="line voice">
            <span className="number quiet">{dayAndTime(one.at)}</span>
            <span className={one.answer === "DISSATISFIED" ? "tag tag-red" : "tag"}>
              {word("customer-service.answer", one.answer)}
            </span>
            <span className="line-main">
              {one.pleased.length > 0 && <span>+ {named(one.pleased)} </span>}
              {one.displeased.length > 0 && <span className="red">− {named(one.displeased)} </span>}
              {one.note}
            </span>
            {one.order_id && <OrderBadge id={one.order_id} number={t("order.sheet")} />}
            <Link className="no-print" to={`/customer-service?contact=${one.contact_id}`}>
              {t("customer-service.report.contact")}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Sheet({ of }: { of: Summary }) {
  const t = useT();
  return (
    <div className="stack">
      <Figures of={of} />
      <ReportTable
        title={t("customer-service.summary.aspects")}
        heads={["aspect", "pleased", "displeased"].map((head) => t(`customer-service.summary.${head}`))}
        rows={of.aspects.map((one) => [word("customer-service.aspect", one.aspect), one.pleased, one.displeased])}
      />
      <div className="count-charts">
        <Voices title={t("customer-service.summary.displeased_said")} voices={of.displeased} />
        <Voices title={t("customer-service.summary.pleased_said")} voices={of.pleased} />
        <CountBars
          title={t("customer-service.summary.causes")}
          counts={of.causes.map(({ value, complaints }) => ({
            name: value === "NONE" ? t("customer-service.report.not_yet") : word("customer-service.cause_kind", value),
            count: complaints,
          }))}
        />
      </div>
      <ReportTable
        title={t("customer-service.summary.delays")}
        heads={["stage", "delays_count", "promised"].map((head) => t(`customer-service.summary.${head}`))}
        rows={of.delays.map((one) => [word("stage", one.stage), one.delays, paidOf(one.compensation)])}
      />
      <ReportTable
        title={t("customer-service.summary.points")}
        heads={["reason", "lines", "sum"].map((head) => t(`customer-service.summary.${head}`))}
        rows={of.points.map((one) => [word("customer-service.points_reason", one.reason), one.lines, one.points])}
      />
      <ReportTable
        title={t("customer-service.summary.stages")}
        heads={["stage", "left", "in_time", "rate"].map((head) => t(`customer-service.summary.${head}`))}
        rows={of.stages.map((one) => [
          `${word("stage", one.stage)} · ${word("step", one.step)}`,
          one.left,
          one.in_time,
          share(one.in_time, one.left),
        ])}
      />
    </div>
  );
}

/** 客户服务信息统计分析汇总表: the month as customers saw it, to read and to print (M-30). */
export function ServiceSummary() {
  const t = useT();
  const { id: branch_id, name } = useBranch();
  const [month, setMonth] = useMonth();
  const found = useQuery({
    queryKey: ["contacts", "service-summary", branch_id, month],
    queryFn: () => answer(api.GET("/v1/service-summary", { params: { query: { branch_id, month } } })),
    meta: { live: ["contact.", "visit.", "complaint.", "delay."] },
  });
  useShortcut("p", t("form.print"), () => window.print());
  return (
    <MonthPage
      title={t("customer-service.summary.title")}
      house={name}
      {...{ month, found }}
      onMonth={setMonth}
      action={
        <Button disabled={!found.data} onClick={() => window.print()}>
          {t("form.print")} <kbd aria-hidden>P</kbd>
        </Button>
      }
    >
      {(summary) => <Sheet of={summary} />}
    </MonthPage>
  );
}
