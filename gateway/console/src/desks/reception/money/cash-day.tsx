import { useQuery } from "@tanstack/react-query";
import { Button, DatePicker, Skeleton } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { answer, api, asProblem, type Page } from "@/api";
import { fullTime, money, plainDay, type Money } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useMay, useSession } from "@/session/session";
import { ProblemAlert, QueueTable, StaffName } from "@/ui";
import { useBusinessDay } from "../day";
import { JobCards } from "../cards/cards";
import { DeskPage } from "../desk-page";
import type { Day, ListedReceipt } from "../types";
import { Counterfeit } from "./counterfeit";
import { CloseDay, CountFloat, FloatCounted, SignDay } from "./day-close";
import { DayTables } from "./day-lines";
import { VoidOrWhyNot } from "./receipts";
import { openPaper } from "./take-payment";

/** The business day in money: float, what came in, the count, two signatures (FIN-12, FIN-13). */
export function CashDay() {
  const t = useT();
  const branch = useBranch();
  const today = useBusinessDay().day;
  const [chosen, setChosen] = useState<string | null>(null);
  const day = chosen ?? today;
  const { data, error, refetch } = useQuery({
    queryKey: ["reception", "day", branch.id, day],
    queryFn: () =>
      answer(api.GET("/v1/days/{branch_id}/{day}", { params: { path: { branch_id: branch.id, day: day ?? "" } } })),
    enabled: day !== null,
    meta: { live: ["payment.", "receipt.", "refund.", "deposit.", "cash_back.", "day."] },
  });
  return (
    <DeskPage
      title={t("reception.day.title")}
      note={day ? `${branch.name} · ${plainDay(day)}` : branch.name}
      actions={
        <>
          <DatePicker
            aria-label={t("reception.day.choose")}
            allowClear={false}
            value={day ? dayjs(day) : null}
            onChange={(date) => setChosen(date ? date.format("YYYY-MM-DD") : null)}
          />
          <Button onClick={() => window.print()}>{t("form.print")}</Button>
        </>
      }
    >
      {error && <ProblemAlert problem={asProblem(error)} retry={() => refetch()} />}
      {!data && !error && <Skeleton active />}
      {data && day && <Report key={day} day={day} data={data} today={day === today} />}
    </DeskPage>
  );
}

function Report({ day, data, today }: { day: string; data: Day; today: boolean }) {
  const t = useT();
  const may = useMay();
  const { me } = useSession();
  const { report } = data;
  const figures: [string, Money][] = [
    ["taken", report.taken],
    ["refunded", report.refunded],
    ...(report.sold ? [["sold", report.sold] as [string, Money]] : []),
    ...(report.cash_back?.amount ? [["cash_back", report.cash_back] as [string, Money]] : []),
    ["float_start", report.float_start],
    ["computed_cash", report.computed_cash],
  ];
  const signs = data.state === "COUNTED" && may("reception.days.sign") && data.counted_by !== me.staff;
  return (
    <>
      <section className="block rc-day" aria-label={t("reception.day.figures")}>
        <dl className="rc-figures">
          {figures.map(([name, value]) => (
            <div key={name}>
              <dt>{t(`reception.day.${name}`)}</dt>
              <dd>{money(value)}</dd>
            </div>
          ))}
          <div>
            <dt>{t("order.state")}</dt>
            <dd>{t(`reception.day.state.${data.state}`)}</dd>
          </div>
        </dl>
        {report.voids > 0 && <p className="quiet">{t("reception.day.voids", { count: report.voids })}</p>}
        {report.missing_numbers.length > 0 && (
          <p className="red">{t("reception.day.missing", { numbers: report.missing_numbers.join(", ") })}</p>
        )}
      </section>
      <DayTables report={report} />
      <div className="rc-two">
        <ReceiptsOfDay day={day} open={data.state !== "SIGNED"} />
        <div>
          {data.opening && <FloatCounted opening={data.opening} />}
          {today && !data.opening && data.state === "OPEN" && may("reception.floats.count") && <CountFloat />}
          {today && may("reception.cash_incidents.note") && <Counterfeit />}
          {data.state !== "OPEN" && <Counted data={data} />}
          {data.state !== "SIGNED" && may("reception.days.close") && <CloseDay day={day} data={data} />}
          {signs && <SignDay day={day} />}
        </div>
      </div>
      <div className="no-print">{may("reception.job_cards.read") && <JobCards day={day} />}</div>
      <Signatures data={data} />
    </>
  );
}

/** On paper the two who answer for the day sign (FIN-13). */
function Signatures({ data }: { data: Day }) {
  const t = useT();
  return (
    <dl className="print-only rc-signs">
      <div>
        <dt>{t("reception.day.sign_cashier")}</dt>
        <dd>{data.counted_by && <StaffName id={data.counted_by} />}</dd>
      </div>
      <div>
        <dt>{t("reception.day.sign_charge")}</dt>
        <dd>{data.signed_by && <StaffName id={data.signed_by} />}</dd>
      </div>
    </dl>
  );
}

function Counted({ data }: { data: Day }) {
  const t = useT();
  const different = data.difference !== null && data.difference.amount !== 0;
  return (
    <section className="block stack" aria-label={t("reception.day.counted")}>
      <h2>{t("reception.day.counted")}</h2>
      <dl className="rc-figures">
        <div>
          <dt>{t("reception.day.counted_cash")}</dt>
          <dd>{money(data.counted_cash)}</dd>
        </div>
        <div>
          <dt>{t("reception.day.difference")}</dt>
          <dd className={different ? "red" : ""}>{money(data.difference)}</dd>
        </div>
        <div>
          <dt>{t("reception.day.float_left")}</dt>
          <dd>{money(data.float_left)}</dd>
        </div>
      </dl>
      {data.note && <p>{data.note}</p>}
      <p>
        {t("reception.day.counted_by")} <StaffName id={data.counted_by} />
      </p>
      {data.signed_by && (
        <p>
          {t("reception.day.signed_by")} <StaffName id={data.signed_by} /> · {fullTime(data.signed_at)} ·{" "}
          <b className="number">{data.report_number}</b>
        </p>
      )}
    </section>
  );
}

/** The same address answers CSV for people who reconcile; here it is a page of the list. */
async function readReceipts(branch_id: string, day: string, cursor: string | undefined): Promise<Page<ListedReceipt>> {
  return (await answer(
    api.GET("/v1/receipts", { params: { query: { branch_id, day, cursor } } }),
  )) as Page<ListedReceipt>;
}

function ReceiptsOfDay({ day, open }: { day: string; open: boolean }) {
  const t = useT();
  const may = useMay();
  const { id: branch_id } = useBranch();
  if (!may("reception.receipts.read")) return <div />;
  const voids = open && may("reception.receipts.void");
  return (
    <section className="block" aria-label={t("field.receipts")}>
      <h2>{t("field.receipts")}</h2>
      <QueueTable<ListedReceipt>
        label={t("field.receipts")}
        queryKey={["reception", "receipts", branch_id, day]}
        fetch={(cursor) => readReceipts(branch_id, day, cursor)}
        live={["payment.", "receipt.", "refund.", "invoice."]}
        rowId={(row) => row.id}
        empty={t("reception.day.no_receipts")}
        emptyHint={t("reception.receipt.none_hint")}
        onOpen={(row) => openPaper("receipts", row.id)}
        columns={[
          { id: "number", title: t("field.number"), show: (row) => <span className="number">{row.number}</span> },
          { id: "form", title: t("field.form"), show: (row) => word("value", row.form) },
          { id: "method", title: t("field.method"), show: (row) => word("value", row.method) },
          { id: "amount", title: t("field.amount"), number: true, show: (row) => money(row.amount) },
          { id: "state", title: t("order.state"), show: (row) => word("value", row.state) },
          ...(voids
            ? [
                {
                  id: "act",
                  title: "",
                  show: (row: ListedReceipt) => <VoidOrWhyNot receipt={row} brief />,
                },
              ]
            : []),
        ]}
      />
    </section>
  );
}
