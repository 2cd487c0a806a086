import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { Link } from "react-router";
import { answer, api, asProblem, type components } from "@/api";
import { money, plainDay, plainMonth, type Money } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import { MonthInput, ProblemAlert, StaffName } from "@/ui";
import { Figure, ReportTable, share, useMonth } from "@/ui/report";
import { DeskPage } from "./desk-page";
import { usePerformance } from "./performance";

type Month = components["schemas"]["reception_BranchMonth"];
type Shoots = components["schemas"]["scheduling_ShootMonth"];
type Performance = components["schemas"]["reception_PerformanceOut"];
type Amount = { amount: number; currency?: string } | null | undefined;

const owned = (value: { amount: number; currency?: string }): Money => ({ currency: "CNY", ...value });
const shown = (value: Amount) => (value ? money(owned(value)) : "–");
/** Nothing to say about a difference that is none. */
const differing = (value: Amount) =>
  value && value.amount !== 0 ? <span className="red">{money(owned(value))}</span> : value ? "0" : "–";
const most = (counts: Record<string, number>) => Object.entries(counts).sort((one, other) => other[1] - one[1]);

function Customers({ of }: { of: Month }) {
  const t = useT();
  const head = (name: string) => t(`manager.branch_month.${name}`);
  const part = (part: number, whole: number) => t("manager.branch_month.of", { part, whole });
  const { traffic } = of;
  return (
    <>
      <div className="figure-tiles">
        <Figure
          name={head("visits")}
          value={traffic.visits}
          more={t("manager.figures.kinds", { walk: traffic.walk_ins, call: traffic.calls })}
        />
        <Figure
          name={head("conversion")}
          value={share(traffic.ordered, traffic.visits)}
          more={t("manager.figures.ordered", { ordered: traffic.ordered, lost: traffic.lost, open: traffic.open })}
        />
        <Figure
          name={head("again")}
          value={share(traffic.again_ordered, traffic.again)}
          more={part(traffic.again_ordered, traffic.again)}
        />
        <Figure
          name={head("cancelled")}
          value={of.cancelled}
          red={of.cancelled > 0}
          more={`${money(owned(of.cancelled_amount))} · ${t("manager.branch_month.placed", { count: of.placed })}`}
        />
        <Figure
          name={head("referred")}
          value={share(of.referred, of.placed)}
          more={`${part(of.referred, of.placed)} · ${t("manager.branch_month.cash_backs", {
            count: of.cash_backs,
            amount: money(owned(of.cash_back)),
          })}`}
        />
      </div>
      <ReportTable
        title={head("losses")}
        heads={[head("reason"), head("customers")]}
        rows={most(traffic.loss_reasons).map(([reason, count]) => [word("manager.loss", reason), count])}
      />
      <ReportTable
        title={head("sources")}
        heads={[head("source"), head("visits"), head("orders")]}
        rows={traffic.sources.map((one) => [one.source || head("no_source"), one.visits, one.ordered])}
      />
      <ReportTable
        title={head("cancellations")}
        heads={[head("order"), head("reason"), head("day"), head("amount")]}
        rows={of.cancellations.map((one) => [
          <Link key={one.order_id} to={`/orders/${one.order_id}`}>
            {one.order_number}
          </Link>,
          one.reason,
          plainDay(one.day),
          money(owned(one.amount)),
        ])}
      />
    </>
  );
}

function ShootFigures({ of, shoots }: { of: Month; shoots: Shoots }) {
  const t = useT();
  const head = (name: string) => t(`manager.branch_month.${name}`);
  const part = (part: number, whole: number) => t("manager.branch_month.of", { part, whole });
  const photographed = shoots.done + shoots.unfinished;
  return (
    <>
      <div className="figure-tiles">
        <Figure
          name={head("shoots")}
          value={shoots.booked}
          more={t("manager.branch_month.shoot_states", {
            done: shoots.done,
            unfinished: shoots.unfinished,
            ahead: shoots.ahead,
          })}
        />
        <Figure name={head("missed")} value={shoots.missed} red={shoots.missed > 0} more={head("missed_hint")} />
        <Figure
          name={head("arrival")}
          value={share(shoots.arrived, shoots.confirmed)}
          more={part(shoots.arrived, shoots.confirmed)}
        />
        <Figure
          name={head("reshoot_rate")}
          value={share(shoots.unfinished, photographed)}
          more={`${part(shoots.unfinished, photographed)} · ${t("manager.branch_month.reshoots", { count: shoots.reshoots })}`}
        />
        <Figure
          name={head("visited")}
          value={share(of.shoots_visited, of.shoots)}
          more={part(of.shoots_visited, of.shoots)}
        />
      </div>
      <ReportTable
        title={head("unfinished")}
        heads={[head("reason"), head("shoots")]}
        rows={most(shoots.unfinished_reasons).map(([reason, count]) => [word("manager.unfinished", reason), count])}
      />
    </>
  );
}

function Sold({ of }: { of: Performance }) {
  const t = useT();
  const head = (name: string) => t(`manager.performance.${name}`);
  return of.departments.map((department) => (
    <ReportTable
      key={department.department}
      title={word("manager.sales", department.department)}
      heads={[t("manager.people.name"), head("month"), head("target"), head("reached"), head("outcome")]}
      rows={department.people.map((one) => [
        <StaffName key={one.staff_id} id={one.staff_id} />,
        shown(one.taken),
        shown(one.target),
        share(one.taken.amount, one.target?.amount ?? 0),
        one.received > 0 ? `${one.ordered}/${one.received}` : one.second_sales || "",
      ])}
      total={[
        t("manager.service_month.total"),
        shown(department.taken),
        shown(department.target),
        share(department.taken.amount, department.target?.amount ?? 0),
        "",
      ]}
    />
  ));
}

/** The month's cash journal, and whether the receipts are whole (M-73, FIN-02). */
function Cash({ of }: { of: Month }) {
  const t = useT();
  const head = (name: string) => t(`manager.branch_month.${name}`);
  const voids = Object.values(of.voids).reduce((sum, one) => sum + one, 0);
  return (
    <>
      <div className="figure-tiles">
        <Figure name={head("to_finance")} value={money(owned(of.to_finance))} />
        <Figure name={head("receipts")} value={of.receipts} more={t("manager.branch_month.voids", { count: voids })} />
        <Figure
          name={head("missing_numbers")}
          value={of.missing_numbers.length}
          red={of.missing_numbers.length > 0}
          more={of.missing_numbers.slice(0, 5).join(" · ")}
        />
      </div>
      <ReportTable
        title={head("journal")}
        heads={["day", "computed", "counted", "difference", "float_left", "to_finance", "float_difference"].map(head)}
        rows={of.cash.map((one) => [
          <span key={one.day}>
            {plainDay(one.day)} {!one.signed && <span className="tag">{head("unsigned")}</span>}
          </span>,
          shown(one.computed),
          shown(one.counted),
          differing(one.difference),
          shown(one.float_left),
          shown(one.to_finance),
          differing(one.float_difference),
        ])}
      />
      <ReportTable
        title={head("voids_by")}
        heads={[t("manager.people.name"), head("void_receipts")]}
        rows={most(of.voids).map(([cashier, count]) => [<StaffName key={cashier} id={cashier} />, count])}
      />
    </>
  );
}

/** The month of a branch on one sheet: sales, customers, shoots, cash (MGT-04, MGT-08, M-73). */
export function BranchMonth() {
  const t = useT();
  const may = useMay();
  const { id: branch_id, name } = useBranch();
  const [month, setMonth] = useMonth();
  const params = { params: { path: { branch_id, month } } };
  const found = useQuery({
    queryKey: ["manager", "branch-month", branch_id, month],
    queryFn: () => answer(api.GET("/v1/branch-months/{branch_id}/{month}", params)),
    meta: { live: ["visit.", "order.", "cancellation.", "receipt.", "day."] },
  });
  const shoots = useQuery({
    queryKey: ["manager", "shoot-month", branch_id, month],
    queryFn: () => answer(api.GET("/v1/shoot-months/{branch_id}/{month}", params)),
    enabled: may("scheduling.figures.read"),
    meta: { live: ["booking.", "shoot.", "customer."] },
  });
  const sold = usePerformance(branch_id, month);
  const print = () => window.print();
  const failed = [found, shoots, sold].find((one) => one.error);
  return (
    <DeskPage
      title={t("manager.branch_month.title")}
      note={`${name} · ${plainMonth(month)}`}
      shortcuts={[{ keys: "p", label: t("form.print"), run: print }]}
      actions={
        <>
          <MonthInput label={t("manager.service_month.month")} value={month} onChange={setMonth} />
          <Button disabled={!found.data} onClick={print}>
            {t("form.print")} <kbd aria-hidden>P</kbd>
          </Button>
        </>
      }
    >
      <ProblemAlert problem={failed?.error ? asProblem(failed.error) : null} retry={() => failed?.refetch()} />
      {found.isPending && <Skeleton active />}
      <div className="stack">
        {found.data && <Customers of={found.data} />}
        {sold.data && <Sold of={sold.data} />}
        {found.data && shoots.data && <ShootFigures of={found.data} shoots={shoots.data} />}
        {found.data && <Cash of={found.data} />}
      </div>
    </DeskPage>
  );
}
