import { Button } from "antd";
import type { ReactNode } from "react";
import { money, type Money } from "@/format";
import { useT, word } from "@/i18n";
import { Empty, StaffName } from "@/ui";
import { drawerOf } from "./drawer";
import { openCashBack } from "./take-payment";
import type { Day } from "../types";

type Report = Day["report"];

/** A small table of the report: what it is, and how much. */
export function Sums(props: { title: string; rows: readonly (readonly [ReactNode, Money])[]; total?: Money }) {
  const { title, rows, total } = props;
  const t = useT();
  return (
    <section className="block" aria-label={title}>
      <h2>{title}</h2>
      {rows.length === 0 && <Empty text={t("reception.day.nothing")} />}
      <table className="rc-sum">
        <tbody>
          {rows.map(([name, amount], at) => (
            <tr key={at}>
              <th scope="row">{name}</th>
              <td>{money(amount)}</td>
            </tr>
          ))}
          {total && (
            <tr className="rc-sum-total">
              <th scope="row">{t("reception.day.computed_cash")}</th>
              <td>{money(total)}</td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

/** The report's tables: sums by means, form, handler and cashier, the drawer, things paid back and lent (FIN-12). */
export function DayTables({ report }: { report: Report }) {
  const t = useT();
  const codes = (rows: Record<string, Money>) =>
    Object.entries(rows).map(([code, sum]) => [word("value", code), sum] as const);
  const people = (rows: Record<string, Money>) =>
    Object.entries(rows).map(([id, sum]) => [<StaffName key={id} id={id} />, sum] as const);
  const back = (amount: Money): Money => ({ ...amount, amount: -amount.amount });
  const refunds = report.refunds.map(
    (one, at) =>
      [<Paper key={at} number={one.receipt_number} more={[word("value", one.method)]} />, back(one.amount)] as const,
  );
  const deposits = report.deposits.map((one, at) => {
    const more = [t(`reception.object.${one.object}`), one.object_number, word("value", one.method)];
    const amount = one.movement === "OUT" ? back(one.amount) : one.amount;
    return [<Paper key={at} number={one.number} more={more} />, amount] as const;
  });
  const backs = (report.cash_backs ?? []).map((one) => {
    const { order_id } = one;
    const print = order_id ? () => openCashBack(order_id) : undefined;
    const paper = <Paper key={one.number} number={one.number} more={[word("value", one.method)]} print={print} />;
    return [paper, back(one.amount)] as const;
  });
  return (
    <div className="rc-tables">
      <Sums title={t("reception.day.by_method")} rows={codes(report.by_method)} />
      <Sums title={t("reception.day.by_form")} rows={codes(report.by_form)} />
      <Sums title={t("reception.day.by_handler")} rows={people(report.by_handler)} />
      <Sums title={t("reception.day.by_cashier")} rows={people(report.by_cashier)} />
      <Sums
        title={t("reception.day.drawer")}
        rows={drawerOf(report).map(([name, sum]) => [t(`reception.day.cash.${name}`), sum] as const)}
        total={report.computed_cash}
      />
      {refunds.length > 0 && <Sums title={t("field.refunds")} rows={refunds} />}
      {deposits.length > 0 && <Sums title={t("field.deposits")} rows={deposits} />}
      {backs.length > 0 && <Sums title={t("reception.day.cash_back")} rows={backs} />}
      {Object.keys(report.sold_by_seller ?? {}).length > 0 && (
        <Sums title={t("reception.day.by_seller")} rows={people(report.sold_by_seller ?? {})} />
      )}
      {Object.keys(report.commission_by_seller ?? {}).length > 0 && (
        <Sums title={t("reception.day.commissions")} rows={people(report.commission_by_seller ?? {})} />
      )}
      {report.performance.length > 0 && <Performance rows={report.performance} />}
    </div>
  );
}

/** The number of a paper, what it was for below, and the way to print it again. */
function Paper({ number, more, print }: { number: string; more: readonly string[]; print?: () => void }) {
  const t = useT();
  return (
    <>
      <span className="number no-wrap">{number}</span>
      <br />
      <span className="quiet">{more.join(" · ")}</span>{" "}
      {print && (
        <Button size="small" aria-label={`${t("reception.receipt.print")} ${number}`} onClick={print}>
          {t("reception.receipt.print")}
        </Button>
      )}
    </>
  );
}

/** Who photographed and made up that day (REC-13). */
function Performance({ rows }: { rows: Report["performance"] }) {
  const t = useT();
  return (
    <section className="block" aria-label={t("reception.day.performance")}>
      <h2>{t("reception.day.performance")}</h2>
      <table className="rc-sum">
        <tbody>
          {rows.map((one) => (
            <tr key={`${one.staff_id} ${one.role}`}>
              <th scope="row">
                <StaffName id={one.staff_id} />
                <br />
                <span className="quiet">{word("role", one.role.toLowerCase())}</span>
              </th>
              <td className="rc-counts">{t("reception.day.shot", { orders: one.orders, sets: one.sets })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
