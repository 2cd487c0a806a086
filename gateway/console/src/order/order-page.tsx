import { LinkOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { lazy, useState, type ReactNode } from "react";
import { useNavigate, useParams } from "react-router";
import { answer, api } from "@/api/client";
import { asProblem } from "@/api/problem";
import { lateBy, money, noteBusinessTime, plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { printPaper } from "@/print/open";
import { PrintButton } from "@/print/print-button";
import { useMay } from "@/session/session";
import { useShortcut } from "@/shell/shortcuts";
import { Dialog, FactList, Page, PersonNames, ProblemAlert, StaffName } from "@/ui";
import { CustomerLinks } from "./customer-links";
import { DepartmentPart, FoldedPart } from "./department-part";
import { NextStep } from "./next-step";
import { DEPARTMENTS, type OrderPage as Answer, type Sheet } from "./sheet";
import { StageLine } from "./stage-line";
import { Timeline } from "./timeline";

const Damages = lazy(() => import("@/desks/damages/of-order"));

/** Whose customer it is; on leave who stands in, and what he says then (GEN-04). */
function Owner({ id, proxy }: { id: string; proxy?: string | null | undefined }) {
  const t = useT();
  if (!proxy) return <StaffName id={id} />;
  return (
    <>
      <StaffName id={id} /> → <StaffName id={proxy} />
      <span className="quiet">
        {" "}
        “{t("order.hello")}
        <StaffName id={id} />
        {t("order.away")}”
      </span>
    </>
  );
}

function Facts({ sheet }: { sheet: Sheet }) {
  const t = useT();
  const facts: [string, ReactNode][] = [
    [t("order.customer"), sheet.person_ids && <PersonNames ids={sheet.person_ids} />],
    [t("order.customer_number"), sheet.customer_number && <b className="number">{sheet.customer_number}</b>],
    [t("order.category"), sheet.category && word("category", sheet.category)],
    [t("order.package"), sheet.package_name],
    [t("order.owner"), sheet.owner_id && <Owner id={sheet.owner_id} proxy={sheet.proxy_id} />],
    [t("order.wedding"), sheet.wedding_date && plainDay(sheet.wedding_date)],
  ];
  return <FactList facts={facts} />;
}

function Flags({ sheet }: { sheet: Sheet }) {
  const t = useT();
  const owed = sheet.owed ?? sheet.balance;
  const late = sheet.late ? lateBy(sheet.late_since ?? sheet.next_step?.due) : "";
  return (
    <span className="flags">
      {late && <strong className="tag tag-red tag-large">{late}</strong>}
      {owed && owed.amount > 0 && (
        <strong className="tag tag-red tag-large">
          {t("order.owes")} {money(owed)}
        </strong>
      )}
      {(sheet.flags ?? [])
        .filter((flag) => flag !== "ARREARS")
        .map((flag) => (
          <span key={flag} className="tag">
            {word("flag", flag)}
          </span>
        ))}
    </span>
  );
}

/** The papers that can be printed by now, and the customer's own page. */
function Papers({ orderId, page }: { orderId: string; page: Answer }) {
  const t = useT();
  const may = useMay();
  const [linking, setLinking] = useState(false);
  useShortcut("p", t("paper.job-sheet"), () => printPaper("job-sheet", orderId));
  const pieces = (page.post_production.data as { pieces?: unknown[] } | null)?.pieces ?? [];
  return (
    <>
      {may("customer_service.customer_links.make") && (
        <Button icon={<LinkOutlined />} onClick={() => setLinking(true)}>
          {t("links.title")}
        </Button>
      )}
      <PrintButton paper="job-sheet" orderId={orderId} />
      {page.reception.available && <PrintButton paper="booking-form" orderId={orderId} />}
      {pieces.length > 0 && <PrintButton paper="production-sheet" orderId={orderId} />}
      {page.pickup.available && pieces.length > 0 && <PrintButton paper="hand-over-slip" orderId={orderId} />}
      {linking && (
        <Dialog title={t("links.title")} footer={null} onCancel={() => setLinking(false)}>
          <CustomerLinks orderId={orderId} />
        </Dialog>
      )}
    </>
  );
}

/** Money is taken from the sheet at once: to the counter with the amount owed already written (FIN-01). */
function TakeMoney({ orderId, sheet }: { orderId: string; sheet: Sheet }) {
  const t = useT();
  const go = useNavigate();
  const may = useMay()("reception.payments.take") && (sheet.owed ?? sheet.balance ?? { amount: 0 }).amount > 0;
  const to = `/reception/orders/${orderId}?pay=1`;
  useShortcut("m", t("order.take_money"), () => void go(to), { off: !may });
  if (!may) return null;
  return (
    <Button onClick={() => void go(to)}>
      {t("order.take_money")} <kbd aria-hidden>M</kbd>
    </Button>
  );
}

/** The job sheet: one sheet that follows the customer through all departments. */
export default function OrderPage() {
  const t = useT();
  const may = useMay();
  const { id = "" } = useParams();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["order", id],
    queryFn: async () => {
      const found = await answer(api.GET("/v1/orders/{order_id}/job-sheet", { params: { path: { order_id: id } } }));
      const page = found as unknown as Answer;
      noteBusinessTime(page.now);
      return page;
    },
    meta: { live: ["*"], subject: id },
  });
  if (isPending) return <Skeleton active />;
  if (!data) return <ProblemAlert problem={asProblem(error)} retry={() => refetch()} />;
  const sheet = (data.job_sheet.data ?? {}) as Sheet;
  return (
    <Page
      title={
        <>
          {t("order.sheet")} <span className="number">{sheet.number ?? ""}</span>
        </>
      }
      name={`${t("order.sheet")} ${sheet.number ?? ""}`}
      note={<Flags sheet={sheet} />}
      actions={
        <>
          <TakeMoney orderId={id} sheet={sheet} />
          <Papers orderId={id} page={data} />
        </>
      }
    >
      {error && <ProblemAlert problem={asProblem(error)} retry={() => refetch()} />}
      {!data.job_sheet.available && <p className="banner banner-lost">{t("order.sheet_down")}</p>}
      <Facts sheet={sheet} />
      <StageLine sheet={sheet} late={Boolean(sheet.late)} />
      <NextStep orderId={id} sheet={sheet} />
      <div className="order-columns">
        {sheet.entries && <Timeline entries={sheet.entries} />}
        <section className="parts" aria-label={t("order.departments")}>
          <h2>{t("order.departments")}</h2>
          {DEPARTMENTS.map((department) => (
            <DepartmentPart key={department} orderId={id} department={department} part={data[department]} />
          ))}
          {may("reception.damages.read") && (
            <FoldedPart name={word("rule", "M-21")}>
              <Damages orderId={id} />
            </FoldedPart>
          )}
        </section>
      </div>
    </Page>
  );
}
