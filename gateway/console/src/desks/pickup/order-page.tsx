import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { answer, api, asProblem, type components } from "@/api";
import { dayAndTime, fullTime, money, plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { PrintButton } from "@/print/print-button";
import { useMay } from "@/session/session";
import { Empty, OrderBadge, Page, PersonName, PersonNames, ProblemAlert, StaffName } from "@/ui";
import { AfterHandover } from "./after-handover";
import { DelayAction } from "./delays";
import { HandoverResult, ReworkRequest } from "./handover-result";
import { HandoverSheet } from "./handover-sheet";
import { PickupNav } from "./nav";

type Pickup = components["schemas"]["pickup_OrderPickup"];
type Result = components["schemas"]["pickup_HandoverOut"];

/** The red block: nothing leaves while anything is owed, for nobody (FIN-11). */
export function Owed({ pickup }: { pickup: Pickup }) {
  const t = useT();
  const may = useMay();
  return (
    <section className="pickup-owed" role="alert">
      <b>{t("pickup.owed.amount", { amount: money(pickup.arrears_amount) })}</b>
      <p>{t("pickup.owed.what")}</p>
      {may("reception.payments.take") && (
        <Link to={`/reception?order=${pickup.order_id}`}>{t("pickup.owed.collect")}</Link>
      )}
    </section>
  );
}

function PieceList({ pickup }: { pickup: Pickup }) {
  const t = useT();
  return (
    <section className="block" aria-label={t("pickup.board.pieces")}>
      <h2>
        {t("pickup.board.pieces")} <span className="count">{pickup.pieces.length}</span>
      </h2>
      {pickup.pieces.length === 0 && <Empty text={t("pickup.order.no_pieces")} />}
      <ul className="plain-list">
        {pickup.pieces.map((piece) => (
          <li key={piece.id} className="line">
            <b className="number">{piece.code}</b>
            <span className="line-main">
              {piece.name} {piece.fault && <span className="red">{piece.fault}</span>}
            </span>
            <span>{piece.shelf}</span>
            <span className={piece.state === "CHECKED" ? "tag pickup-tag-good" : "tag"}>
              {word("piece_state", piece.state)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Pieces that came with a fault and that nobody has sent back yet (PCK-04, PST-21). */
function Faulty({ pickup }: { pickup: Pickup }) {
  const may = useMay();
  if (pickup.cancelled || !may("post_production.reworks.request")) return null;
  const asked = new Set(
    pickup.reworks.filter(({ state }) => state === "REQUESTED" || state === "APPROVED").map(({ piece_id }) => piece_id),
  );
  return pickup.pieces
    .filter(({ id, state }) => state === "ARRIVED_FAULTY" && !asked.has(id))
    .map(({ id, code, fault }) => (
      <ReworkRequest key={id} piece={{ piece_id: id, code, fault: fault ?? "", advice: "" }} />
    ));
}

function History({ pickup }: { pickup: Pickup }) {
  const t = useT();
  const appointments = pickup.bookings.filter(({ state }) => state !== "CANCELLED");
  const rows = [
    ...appointments.map((one) => ({
      id: one.id,
      at: dayAndTime(one.starts_at),
      what: t("pickup.order.appointment"),
      more: word("booking_state", one.state),
    })),
    ...pickup.delays.map((one) => ({
      id: one.id,
      at: dayAndTime(one.recorded_at),
      what: t("pickup.order.delayed", { day: plainDay(one.expected_on) }),
      more: one.cause,
    })),
    ...pickup.reworks.map((one) => ({
      id: one.id,
      at: "",
      what: t("pickup.order.rework", { state: word("value", one.state) }),
      more: [one.reason, one.due_on && t("pickup.order.rework_until", { day: plainDay(one.due_on) })]
        .filter(Boolean)
        .join(" · "),
    })),
  ];
  if (rows.length + pickup.handovers.length + pickup.suggestions.length === 0) return null;
  return (
    <section className="block" aria-label={t("pickup.order.notes")}>
      <h2>{t("pickup.order.notes")}</h2>
      <ul className="plain-list">
        {rows.map((row) => (
          <li key={row.id} className="line">
            <span className="number quiet">{row.at}</span>
            <span>{row.what}</span>
            <span className="line-main quiet">{row.more}</span>
          </li>
        ))}
        {pickup.handovers.map((one) => (
          <li key={one.id} className="line">
            <span className="number quiet">{fullTime(one.done_at)}</span>
            <span>{t("pickup.order.taken", { count: one.pieces })}</span>
            <span className="line-main quiet">
              <StaffName id={one.done_by} />
              {one.proxy_person_id && (
                <>
                  {` · ${t("pickup.order.by_proxy")} `}
                  <PersonName id={one.proxy_person_id} />
                  {one.proxy_identity && ` · ${t(`pickup.who.papers.${one.proxy_identity}`)}`}
                  {one.owner_called_by && (
                    <>
                      {` · ${t("pickup.order.owner_called")} `}
                      <StaffName id={one.owner_called_by} /> {one.owner_called_at && fullTime(one.owner_called_at)}
                    </>
                  )}
                </>
              )}
            </span>
          </li>
        ))}
        {pickup.suggestions.map((one) => (
          <li key={one.id} className="line">
            <span className="number quiet">{fullTime(one.given_at)}</span>
            <span>{t("pickup.after.suggestion")}</span>
            <span className="line-main quiet">
              {one.rating !== null && `${one.rating}/5 `}
              {one.text}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What lies ready and may leave now; nothing does while anything is owed (FIN-11). */
function useLeaving(pickup: Pickup): Pickup["pieces"] {
  const may = useMay();
  if (pickup.cancelled || pickup.arrears || !may("pickup.handovers.do")) return [];
  return pickup.pieces.filter(({ state }) => state === "CHECKED");
}

/** Why nothing is handed over now. */
function NothingNow({ pickup }: { pickup: Pickup }) {
  const t = useT();
  if (pickup.cancelled) return <Empty text={t("pickup.order.cancelled")} />;
  if (pickup.arrears) return <Owed pickup={pickup} />;
  if (pickup.completed_at)
    return <p className="block">{t("pickup.order.done", { at: fullTime(pickup.completed_at) })}</p>;
  return <Empty text={t("pickup.order.nothing_here")} hint={t("pickup.order.nothing_here_hint")} />;
}

function Body({ pickup }: { pickup: Pickup }) {
  const t = useT();
  const [result, setResult] = useState<Result | null>(null);
  const missing = pickup.count.missing;
  const leaving = useLeaving(pickup);
  const handing = !result && leaving.length > 0;
  const { order_id, person_ids } = pickup;
  return (
    <div className="stack">
      {missing.length > 0 && !pickup.cancelled && (
        <div className="down pickup-inline">
          <span>{t("pickup.order.missing", { codes: missing.join(" · ") })}</span>
          <span className="grow" />
          <DelayAction orderId={order_id} />
        </div>
      )}
      {handing && <HandoverSheet orderId={order_id} personIds={person_ids} pieces={leaving} onDone={setResult} />}
      <div className="pickup-order">
        <div className="stack">
          {result && <HandoverResult result={result} pickup={pickup} onClose={() => setResult(null)} />}
          {!result && !handing && <NothingNow pickup={pickup} />}
          {!result && <Faulty pickup={pickup} />}
          {pickup.handovers.length > 0 && <AfterHandover pickup={pickup} />}
          {handing && <History pickup={pickup} />}
        </div>
        <div className="stack">
          <PieceList pickup={pickup} />
          {!handing && <History pickup={pickup} />}
        </div>
      </div>
    </div>
  );
}

/** One order at the pickup counter. */
export function OrderPage() {
  const { id: order_id = "" } = useParams();
  const t = useT();
  const found = useQuery({
    queryKey: ["pickup", "order", order_id],
    queryFn: () => answer(api.GET("/v1/orders/{order_id}/pickup", { params: { path: { order_id } } })),
    meta: { live: ["*"], subject: order_id },
  });
  const pickup = found.data;
  return (
    <Page
      title={pickup ? <PersonNames ids={pickup.person_ids} /> : t("pickup.order.title")}
      name={t("pickup.order.title")}
      note={pickup && <OrderBadge id={order_id} number={pickup.order_number} />}
      actions={pickup && pickup.pieces.length > 0 && <PrintButton paper="hand-over-slip" orderId={order_id} />}
    >
      <PickupNav />
      <ProblemAlert problem={found.error ? asProblem(found.error) : null} retry={() => found.refetch()} />
      {found.isPending && <Skeleton active />}
      {pickup && <Body pickup={pickup} />}
    </Page>
  );
}
