import { Button, Skeleton } from "antd";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { answer, api, useCommand } from "@/api";
import { isoDay, money, plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { PrintButton } from "@/print/print-button";
import { useMay } from "@/session/session";
import { DayInput, Field, LateTag, OrderBadge, OwesTag, PersonNames, ProblemAlert, StaffName } from "@/ui";
import { CheckPanel } from "./check-panel";
import { DeskPage } from "./desk-page";
import { ImportPanel } from "./import-panel";
import { LayoutsPanel } from "./layouts-panel";
import { stepAfter, usePieceStep } from "./pieces";
import { DESK, useOrderPart, useSheet, type OrderPart, type Piece } from "./read";
import { ReworkDialog } from "./rework-dialog";
import { useWork, WorkButtons } from "./work-queue";

function SelectionBlock({ part }: { part: OrderPart }) {
  const t = useT();
  const { selection } = part;
  if (!selection) return null;
  const open = ["READY", "CHOOSING", "SIGNED"].includes(selection.state);
  return (
    <section className="block" aria-label={t("post-production.part.selection")}>
      <h2>
        {t("post-production.part.selection")}{" "}
        <span className="count">{word("post-production.selection_state", selection.state)}</span>
      </h2>
      <div className="line">
        <span className="line-main pp-wrap">
          {t("post-production.room.chosen_of", { chosen: selection.chosen, included: selection.included })}
          {selection.extra_photos > 0 && ` · ${t("post-production.room.extra", { count: selection.extra_photos })}`}
          {selection.clerk_id && (
            <span className="quiet">
              {" "}
              <StaffName id={selection.clerk_id} />
            </span>
          )}
          {selection.state === "READY" && selection.proposed_at && (
            <b className="tag">{t("post-production.room.proposed_online", { count: selection.electronic_count })}</b>
          )}
          {selection.pickup_on && (
            <span className="quiet">
              {" "}
              {selection.review_on
                ? t("post-production.layout.agreed", {
                    review: plainDay(selection.review_on),
                    pickup: plainDay(selection.pickup_on),
                  })
                : t("post-production.layout.agreed_pickup", { pickup: plainDay(selection.pickup_on) })}
            </span>
          )}
          {selection.sales_plan && <span className="pp-remarks">{selection.sales_plan}</span>}
        </span>
        <b className="number">{money(selection.amount)}</b>
        <Link className={open ? "big-button" : ""} to="selection">
          {open ? t("post-production.room.open") : t("post-production.room.look")}
        </Link>
      </div>
    </section>
  );
}

function WorkBlock({ part, may }: { part: OrderPart; may: boolean }) {
  const t = useT();
  const work = useWork();
  if (part.work_items.length === 0) return null;
  return (
    <section className="block" aria-label={t("post-production.part.work")}>
      <h2>{t("post-production.part.work")}</h2>
      <ProblemAlert problem={work.problem} retry={work.retry} />
      <ul className="plain-list">
        {part.work_items.map((item) => {
          const open = item.state === "WAITING" || item.state === "RUNNING";
          return (
            <li key={item.id} className="line">
              <span className="line-main pp-wrap">
                <b>{word("work", item.step)}</b>{" "}
                {item.round > 1 && t("post-production.layout.round", { round: item.round })}{" "}
                <span className={open && item.due_on < isoDay() ? "red" : "quiet"}>
                  {open && t("post-production.until", { day: plainDay(item.due_on) })}
                </span>{" "}
                {item.assignee_id && <StaffName id={item.assignee_id} />}
                {item.remarks && <span className="pp-remarks">{item.remarks}</span>}
              </span>
              <span className="quiet">{word("work_state", item.state)}</span>
              {may && open && <WorkButtons item={item} work={work} />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function OrderProduction({ part }: { part: OrderPart }) {
  const t = useT();
  const [day, setDay] = useState("");
  const ordering = useCommand({
    run: (due_on: string | null, sent) =>
      answer(
        api.POST("/v1/orders/{order_id}/production-orders", {
          params: { path: { order_id: part.order_id } },
          body: { due_on },
          headers: sent.headers,
        }),
      ),
    invalidates: [DESK],
  });
  return (
    <>
      <div className="line">
        <span className="line-main">{t("post-production.production.write_hint")}</span>
        <Field name="due_on" label={t("post-production.production.due")}>
          <DayInput optional min={isoDay()} value={day} onChange={setDay} />
        </Field>
        <Button type="primary" loading={ordering.pending} onClick={() => ordering.submit(day || null)}>
          {t("post-production.production.write")}
        </Button>
      </div>
      <ProblemAlert problem={ordering.problem} retry={ordering.retry} />
    </>
  );
}

function PiecesBlock({ part }: { part: OrderPart }) {
  const t = useT();
  const may = useMay();
  const stepping = usePieceStep();
  const [faulty, setFaulty] = useState<Piece | null>(null);
  const writes = part.next_step === "PRODUCTION_ORDER" && may("post_production.production.order");
  if (part.pieces.length === 0 && !writes) return null;
  return (
    <section className="block" aria-label={t("post-production.part.pieces")}>
      <h2>
        {t("post-production.part.pieces")} <span className="count">{part.pieces.length}</span>
      </h2>
      {writes && <OrderProduction part={part} />}
      <ProblemAlert problem={stepping.problem} retry={stepping.retry} />
      <ul className="plain-list">
        {part.pieces.map((piece) => {
          const next = stepAfter(piece.step);
          return (
            <li key={piece.id} className="line">
              <span className="line-main pp-wrap">
                <b className="number">{piece.code}</b> {piece.name}{" "}
                <span className={piece.late ? "red" : "quiet"}>
                  {next && t("post-production.until", { day: plainDay(piece.due_on) })}
                </span>
              </span>
              <span className="tag">{word("post-production.piece_step", piece.step)}</span>
              {next && may("post_production.production.do") && (
                <Button disabled={stepping.pending} onClick={() => stepping.submit({ id: piece.id, step: next })}>
                  {t("post-production.production.to", { step: word("post-production.piece_step", next) })}
                </Button>
              )}
              {piece.step !== "WAITING" && may("post_production.reworks.request") && (
                <Button type="text" onClick={() => setFaulty(piece)}>
                  {t("post-production.rework.word")}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {faulty && <ReworkDialog piece={faulty} onClose={() => setFaulty(null)} />}
    </section>
  );
}

function Workspace({ part }: { part: OrderPart }) {
  const t = useT();
  const may = useMay();
  const imports = may("post_production.photos.import") && !part.cancelled;
  const settled = part.selection !== null && part.selection.state !== "READY";
  return (
    <div className="stack">
      <p className="pp-next">
        {part.cancelled && <b className="red">{t("post-production.cancelled")}</b>}
        {!part.cancelled && (
          <>
            {t("post-production.part.next")}: <b>{word("post-production.next", part.next_step)}</b>
          </>
        )}
        {part.urgent && <b className="tag">{t("post-production.urgent")}</b>}
        {part.late.map((late) => (
          <span key={`${late.what} ${late.item_id}`} className="flags">
            {word("post-production.late", late.what)} <LateTag due={late.since ?? late.due_on} />
          </span>
        ))}
      </p>
      {!part.selection && <ImportPanel part={part} may={imports} />}
      <SelectionBlock part={part} />
      {!part.selection && may("post_production.selections.prepare") && <CheckPanel part={part} />}
      <LayoutsPanel part={part} />
      <WorkBlock part={part} may={may("post_production.work.do")} />
      <PiecesBlock part={part} />
      {part.selection && <ImportPanel part={part} may={imports && !settled} />}
    </div>
  );
}

/** Everything of one order that this desk does: import, check, selection, work, layouts, pieces. */
export function OrderWorkspace() {
  const t = useT();
  const go = useNavigate();
  const may = useMay();
  const { id = "" } = useParams();
  const part = useOrderPart(id);
  const sheet = useSheet(id);
  return (
    <DeskPage
      title={part.data?.number ?? t("post-production.orders.one")}
      note={
        <span className="flags">
          {sheet.data && <PersonNames ids={sheet.data.person_ids} />}
          {sheet.data && word("category", sheet.data.category)}
          <OwesTag balance={sheet.data?.owed} />
        </span>
      }
      actions={
        <>
          {part.data && part.data.pieces.length > 0 && <PrintButton paper="production-sheet" orderId={id} />}
          <OrderBadge id={id} number={t("order.sheet")} />
        </>
      }
      shortcuts={[
        {
          keys: "enter",
          label: t("post-production.room.open"),
          run: () => void go("selection"),
          off: !part.data?.selection || !may("post_production.selections.read"),
        },
      ]}
    >
      <ProblemAlert problem={part.error} retry={() => part.refetch()} />
      {part.isPending && <Skeleton active />}
      {part.data && <Workspace part={part.data} />}
    </DeskPage>
  );
}
