import { Button, Skeleton } from "antd";
import { useState, type ReactNode } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { asProblem } from "@/api";
import { money, plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { PrintButton } from "@/print/print-button";
import { useMay } from "@/session/session";
import { FactList, OwesTag, PersonNames, ProblemAlert, StaffName } from "@/ui";
import { CheckInPanel } from "../check-in/check-in-panel";
import { DeskPage } from "../desk-page";
import { KeptForOrder } from "../keeping/of-order";
import { Sales } from "../keeping/sales";
import { Deposits } from "../money/deposits";
import { Invoices } from "../money/invoices";
import { Receipts } from "../money/receipts";
import { TakePayment } from "../money/take-payment";
import type { Order, Part } from "../types";
import { DamagesOfOrder } from "../../damages/of-order";
import { WorkOfOrder } from "../../work-orders/of-order";
import { Amendments } from "./amendments";
import { Booking, Checklist } from "./booking";
import { Ending } from "./ending";
import { CorrectPerson } from "./correct-person";
import { ExtraDresses } from "./extra-dresses";
import { SelectionBooking } from "./selection-booking";
import { ShootVisits } from "./shoot-visits";
import { usePart } from "./use-part";

const LIVE = ["PLACED", "BOOKED", "CHECKED_IN", "SHOT", "SELECTED"];

/** One order at the counter: what it still needs, money, check-in, deposits. */
export function OrderDesk() {
  const t = useT();
  const { id = "" } = useParams();
  const { data, error, refetch } = usePart(id);
  if (!data) {
    return (
      <DeskPage title={t("reception.order.one")}>
        {error ? <ProblemAlert problem={asProblem(error)} retry={() => refetch()} /> : <Skeleton active />}
      </DeskPage>
    );
  }
  return <Desk key={id} part={data} />;
}

function Desk({ part }: { part: Part }) {
  const t = useT();
  const may = useMay();
  const [asked] = useSearchParams();
  const { order } = part;
  const takes = may("reception.payments.take") && order.state !== "CANCELLED" && order.balance.amount > 0;
  const [paying, setPaying] = useState(takes && asked.has("pay"));
  return (
    <DeskPage
      title={<PersonNames ids={order.person_ids} />}
      name={order.number}
      note={
        <span className="flags">
          <Link to={`/orders/${order.id}`} className="number">
            {order.number}
          </Link>
          {order.customer_number && <b className="number">{order.customer_number}</b>}
          <span className="tag">{word("stage", order.state)}</span>
          <OwesTag balance={order.balance} />
        </span>
      }
      shortcuts={takes ? [{ keys: "m", label: t("reception.pay.title"), run: () => setPaying(true) }] : []}
      actions={
        takes && (
          <Button type="primary" size="large" onClick={() => setPaying(true)}>
            {t("reception.pay.title")} {money(order.balance)} <kbd aria-hidden>M</kbd>
          </Button>
        )
      }
    >
      <Facts order={order} />
      {order.state === "BOOKED" && order.warnings.length > 0 && (
        <p className="down">
          {t("reception.booking.left")} {order.warnings.map((one) => word("reception.booking", one)).join(" · ")}
        </p>
      )}
      <div className="rc-two">
        <div>
          {order.state === "PLACED" && may("reception.orders.place") && <Booking part={part} />}
          {order.state === "BOOKED" && order.warnings.length > 0 && may("reception.orders.place") && (
            <section className="block stack" aria-label={t("reception.booking.title")}>
              <h2>{t("reception.booking.title")}</h2>
              <Checklist part={part} />
            </section>
          )}
          {may("reception.check_in.do") && ["BOOKED", "CHECKED_IN"].includes(order.state) && (
            <CheckInPanel part={part} bookingId={asked.get("booking")} onPay={() => setPaying(true)} />
          )}
          {["CHECKED_IN", "SHOT"].includes(order.state) &&
            may("reception.clearances.issue") &&
            may("scheduling.bookings.make") && <SelectionBooking part={part} onPay={() => setPaying(true)} />}
          <ShootVisits part={part} />
          <Ways order={order} />
          <Deposits part={part} />
          {order.state !== "CANCELLED" && <ExtraDresses orderId={order.id} />}
          {may("reception.work_orders.read") && <WorkOfOrder orderId={order.id} open={order.state !== "CANCELLED"} />}
          {may("reception.sales.read") && <Sales part={part} />}
          {may("reception.keeping.read") && <KeptForOrder orderId={order.id} />}
          {may("reception.damages.read") && <DamagesOfOrder orderId={order.id} />}
        </div>
        <div>
          <Receipts part={part} />
          {may("reception.invoices.read") && <Invoices part={part} />}
          <Amendments part={part} />
          {LIVE.includes(order.state) && may("reception.orders.place") && <Ending part={part} />}
        </div>
      </div>
      {paying && <TakePayment part={part} onClose={() => setPaying(false)} />}
    </DeskPage>
  );
}

function Facts({ order }: { order: Order }) {
  const t = useT();
  const facts: [string, ReactNode][] = [
    [t("order.package"), order.package.name],
    [t("reception.pay.package_paid"), `${money(order.package_paid)} / ${money(order.package_total)}`],
    [
      t("reception.pay.selection_paid"),
      order.selection_total.amount > 0 && `${money(order.selection_paid)} / ${money(order.selection_total)}`,
    ],
    [t("order.owner"), <StaffName id={order.owner_id} />],
    [t("order.wedding"), order.wedding_date && plainDay(order.wedding_date)],
    [t("reception.order.wanted"), order.wanted_date && plainDay(order.wanted_date)],
  ];
  return <FactList facts={facts} />;
}

/** Where the order goes on when it is another desk's turn. */
function Ways({ order }: { order: Order }) {
  const t = useT();
  const may = useMay();
  const [correcting, setCorrecting] = useState(false);
  return (
    <div className="rc-block-actions">
      <Link to={`/orders/${order.id}`}>{t("order.sheet")}</Link>
      <PrintButton paper="booking-form" orderId={order.id} size="small" />
      <PrintButton paper="job-sheet" orderId={order.id} size="small" />
      {may("reception.people.correct") && (
        <Button size="small" onClick={() => setCorrecting(true)}>
          {t("reception.correct.title")}
        </Button>
      )}
      {correcting && <CorrectPerson ids={order.person_ids} onClose={() => setCorrecting(false)} />}
      {may("scheduling.bookings.make") && (
        <Link to={`/scheduling?order=${order.id}`}>{word("department", "SCHEDULING")}</Link>
      )}
      {may("post_production.layouts.answer") && order.state === "SELECTED" && (
        <Link to={`/post-production?order=${order.id}`}>{t("step.APPROVE_LAYOUT")}</Link>
      )}
    </div>
  );
}
