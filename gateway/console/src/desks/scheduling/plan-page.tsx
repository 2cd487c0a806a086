import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { answer, api, asProblem, type components } from "@/api";
import { useSheet } from "@/api/sheets";
import { clockTime, dayAndTime, isoDay, plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import { DayInput, Empty, OrderBadge, OwesTag, Page, ProblemAlert, StaffName } from "@/ui";
import { Dialog } from "./dialog";
import { ConfirmForm } from "./booking-drawer";
import { CustomerNames } from "./desk-nav";
import { dayAfter } from "./moments";
import { isOpen } from "./planning";
import { PrepareDialog } from "./prepare-dialog";
import { MOVES } from "./readings";

type Line = components["schemas"]["scheduling_PlanLine"];
type Change = components["schemas"]["scheduling_PlanChangeOut"];

function useDayOfPlan(): [string, (day: string) => void] {
  const [query, setQuery] = useSearchParams();
  return [query.get("day") ?? dayAfter(isoDay(), 1), (day) => setQuery({ day }, { replace: true })];
}

/** Tomorrow's plan: who has confirmed, who is wanted, what changed after it stood (SCH-01, SCH-03, SCH-08). */
export function PlanPage() {
  const t = useT();
  const { id: branch_id } = useBranch();
  const [day, setDay] = useDayOfPlan();
  const [confirming, setConfirming] = useState<Line | null>(null);
  const path = { branch_id, day };
  const plan = useQuery({
    queryKey: ["scheduling", "plan", branch_id, day],
    queryFn: () => answer(api.GET("/v1/plans/{branch_id}/{day}", { params: { path } })),
    meta: { live: MOVES },
  });
  const changes = useQuery({
    queryKey: ["scheduling", "changes", branch_id, day],
    queryFn: async () => (await answer(api.GET("/v1/plan-changes/{branch_id}/{day}", { params: { path } }))).changes,
    meta: { live: MOVES },
  });
  const lines = plan.data?.lines ?? [];
  const confirmed = lines.filter((line) => line.confirmed).length;
  const tomorrow = dayAfter(isoDay(), 1);
  return (
    <Page
      title={t(day === tomorrow ? "scheduling.plan_tomorrow" : "scheduling.plan_of", { day: plainDay(day) })}
      name={t("scheduling.page.plan")}
      note={plan.data && <Standing frozen={plan.data.frozen_at} confirmed={confirmed} of={lines.length} />}
      shortcuts={[
        { keys: "j", label: t("scheduling.later"), run: () => setDay(dayAfter(day, 1)) },
        { keys: "k", label: t("scheduling.earlier"), run: () => setDay(dayAfter(day, -1)) },
        { keys: "p", label: t("form.print"), run: () => window.print() },
      ]}
      actions={
        <>
          <Button onClick={() => setDay(isoDay())}>{t("scheduling.today")}</Button>
          <Button onClick={() => setDay(tomorrow)}>{t("scheduling.tomorrow")}</Button>
          <DayInput className="sched-date" label={t("scheduling.day")} value={day} onChange={setDay} />
          <Button onClick={() => window.print()}>{t("form.print")}</Button>
        </>
      }
    >
      <ProblemAlert problem={plan.error ? asProblem(plan.error) : null} retry={() => plan.refetch()} />
      {plan.isPending && <Skeleton active />}
      {plan.data && lines.length === 0 && (
        <Empty text={t("scheduling.plan_empty")} hint={t("scheduling.plan_empty_hint")} />
      )}
      {lines.length > 0 && <PlanTable lines={lines} onConfirm={setConfirming} />}
      {changes.data && (plan.data?.frozen_at || changes.data.length > 0) && <Changes changes={changes.data} />}
      {confirming && (
        <Dialog footer={null} title={t("scheduling.confirm")} onCancel={() => setConfirming(null)}>
          <div className="stack">
            <p>
              <OrderBadge id={confirming.booking.order_id} number={confirming.order.number} />{" "}
              <CustomerNames orderId={confirming.booking.order_id} />
            </p>
            <ConfirmForm booking={confirming.booking} onDone={() => setConfirming(null)} />
          </div>
        </Dialog>
      )}
    </Page>
  );
}

function Standing({ frozen, confirmed, of }: { frozen: string | null; confirmed: number; of: number }) {
  const t = useT();
  return (
    <>
      {t("scheduling.confirmed_of", { count: confirmed, of })}
      {" · "}
      {frozen ? t("scheduling.frozen", { time: clockTime(frozen) }) : t("scheduling.not_frozen")}
    </>
  );
}

const COLUMNS = [
  "order.time",
  "order.kind",
  "order.number",
  "order.package",
  "order.with",
  "scheduling.prepared",
  "scheduling.arrival",
] as const;

function PlanTable({ lines, onConfirm }: { lines: readonly Line[]; onConfirm: (line: Line) => void }) {
  const t = useT();
  const mayConfirm = useMay()("scheduling.bookings.confirm");
  return (
    <div className="queue">
      <table aria-label={t("scheduling.page.plan")}>
        <thead>
          <tr>
            {COLUMNS.map((key) => (
              <th key={key} scope="col">
                {t(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.booking.id} className={line.designated_honoured ? "" : "red-row"}>
              <td className="number">
                {clockTime(line.booking.starts_at)}–{clockTime(line.booking.ends_at)}
              </td>
              <td className="sched-kind">
                {word("booking", line.booking.kind)}
                {line.after_freeze && <span className="tag">{t("scheduling.added_later")}</span>}
              </td>
              <td>
                <OrderBadge
                  id={line.order.order_id}
                  number={line.order.number}
                  customerNumber={line.order.customer_number}
                />
                <div className="small quiet">
                  <CustomerNames orderId={line.order.order_id} /> <Owes orderId={line.order.order_id} />
                </div>
              </td>
              <td>
                {word("category", line.booking.category)}
                <div className="small quiet">{line.order.package_name}</div>
              </td>
              <td>
                {line.booking.resources.map(({ name }) => name).join(" · ")}
                {!line.designated_honoured && (
                  <div className="small red">
                    {t("scheduling.asked_for")} <StaffName id={line.order.designated_photographer_id} />{" "}
                    {line.order.designated_makeup_artist_id && (
                      <StaffName id={line.order.designated_makeup_artist_id} />
                    )}
                  </div>
                )}
              </td>
              <td>
                <Prepared line={line} />
              </td>
              <td>
                {line.booking.arrival_at ? (
                  <b className="number">{clockTime(line.booking.arrival_at)}</b>
                ) : mayConfirm && isOpen(line.booking.state) ? (
                  <Button onClick={() => onConfirm(line)}>{t("scheduling.confirm")}</Button>
                ) : (
                  <span className="quiet">{word("booking_state", line.booking.state)}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Before the shoot the orders are pulled, and what is still owed is seen (SCH-16). */
function Owes({ orderId }: { orderId: string }) {
  const owed = useSheet(orderId)?.owed;
  return <OwesTag balance={owed && { amount: owed.amount, currency: owed.currency ?? "CNY" }} />;
}

/** Whether everything is laid out for the shoot; whoever photographs ticks it here (SCH-15). */
function Prepared({ line }: { line: Line }) {
  const t = useT();
  const shoots = useMay()("scheduling.shoots.do") && isOpen(line.booking.state);
  const [open, setOpen] = useState(false);
  if (typeof line.prepared !== "boolean") return null;
  const words = t(line.prepared ? "scheduling.prepared" : "scheduling.not_prepared");
  if (!shoots) return <span className={line.prepared ? "quiet" : "red"}>{words}</span>;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{words}</Button>
      {open && (
        <PrepareDialog bookingId={line.booking.id} orderId={line.order.order_id} onClose={() => setOpen(false)} />
      )}
    </>
  );
}

/** The list for twenty past nine: what changed after the plan stood. */
function Changes({ changes }: { changes: readonly Change[] }) {
  const t = useT();
  return (
    <section className="block" aria-label={t("scheduling.changes")}>
      <h2>
        {t("scheduling.changes")} <span className="count">{changes.length}</span>
      </h2>
      {changes.length === 0 && <Empty text={t("scheduling.no_changes")} />}
      <ul className="plain-list">
        {changes.map((change) => (
          <li key={`${change.booking_id} ${change.at}`}>
            <div className="line">
              <span className="line-time">{clockTime(change.at)}</span>
              <span className="line-main">
                <b>{word("scheduling.change", change.change)}</b> {word("booking", change.kind)}{" "}
                {change.previous_starts_at && `${dayAndTime(change.previous_starts_at)} → `}
                {dayAndTime(change.starts_at)}
                {change.reason && <span className="quiet"> · {change.reason}</span>}
              </span>
              <OrderBadge id={change.order_id} />
              {change.by && <StaffName id={change.by} />}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
