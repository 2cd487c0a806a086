import { Button, Select } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { answer, api } from "@/api";
import { clockTime, isoDay, plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useMay, useSession } from "@/session/session";
import { Dialog, OrderBadge, PersonName, QueueTable, StaffName } from "@/ui";
import type { Visit } from "../types";
import { HoldVisit, LoseVisit, MarkUndecided } from "./visit-actions";

function Who({ visit }: { visit: Visit }) {
  const t = useT();
  if (visit.person_id) return <PersonName id={visit.person_id} />;
  return <span className="quiet">{t("reception.visit.no_name")}</span>;
}

/** The day's register: who came, who receives, how it stands (REC-01, REC-05). */
export function Visits({ day }: { day: string }) {
  const t = useT();
  const { id: branch_id } = useBranch();
  const [open, setOpen] = useState<Visit | null>(null);
  const [scope, setScope] = useState<"today" | "following">("today");
  const query = scope === "today" ? { branch_id, day } : { branch_id, state: "FOLLOWING" as const };
  return (
    <section className="block" aria-label={t("reception.visit.title")}>
      <div className="rc-block-actions">
        <h2>{t("reception.visit.title")}</h2>
        <span className="grow" />
        <Select
          aria-label={t("reception.visit.scope")}
          value={scope}
          onChange={setScope}
          options={(["today", "following"] as const).map((value) => ({
            value,
            label: t(`reception.visit.scope_${value}`),
          }))}
        />
      </div>
      <QueueTable<Visit>
        label={t("reception.visit.title")}
        queryKey={["reception", "visits", branch_id, day, scope]}
        fetch={(cursor) => answer(api.GET("/v1/visits", { params: { query: { ...query, cursor } } }))}
        live={["visit.", "order."]}
        rowId={(row) => row.id}
        empty={t("reception.visit.none")}
        emptyHint={t("reception.visit.none_hint")}
        onOpen={setOpen}
        columns={[
          { id: "time", title: t("order.time"), show: (row) => clockTime(row.came_at) },
          { id: "who", title: t("order.customer"), show: (row) => <Who visit={row} /> },
          {
            id: "wants",
            title: t("order.category"),
            show: (row) => (
              <>
                {word("category", row.wanted_category) || "–"}
                {row.phone_booking && (
                  <span className={isGone(row) ? "tag tag-red" : "tag"}>{plainDay(row.phone_booking.wanted_on)}</span>
                )}
              </>
            ),
          },
          { id: "receiver", title: t("reception.visit.receiver"), show: (row) => <StaffName id={row.receiver_id} /> },
          {
            id: "state",
            title: t("order.state"),
            show: (row) =>
              row.order_id ? (
                <Link to={`/reception/orders/${row.order_id}`}>{t("reception.visit_state.ORDERED")}</Link>
              ) : (
                word("reception.visit_state", row.state)
              ),
          },
        ]}
      />
      {open && <VisitDialog visit={open} onClose={() => setOpen(null)} />}
    </section>
  );
}

/** What was agreed on the telephone, and until when the day is kept (M-47). */
function Agreed({ visit }: { visit: Visit }) {
  const t = useT();
  const agreed = visit.phone_booking;
  if (!agreed) return null;
  return (
    <section className="block stack" aria-label={t("reception.call.title")}>
      <h3>
        {t("reception.call.title")} · {plainDay(agreed.wanted_on)}
      </h3>
      <p className={isGone(visit) ? "red" : ""}>
        {t("reception.call.kept_until", { day: plainDay(agreed.kept_until) })}
        {agreed.pays_by && ` · ${word("value", agreed.pays_by)}`}
      </p>
      {agreed.wishes && <p>{agreed.wishes}</p>}
      <p className="quiet">
        {t("reception.call.read_back_by")} <StaffName id={agreed.read_back_by} />
      </p>
    </section>
  );
}

/** Whether the day is kept no longer, and no order came of the call. */
const isGone = ({ phone_booking, order_id }: Visit): boolean =>
  !order_id && Boolean(phone_booking && phone_booking.kept_until < isoDay());

/** What can be done with a visit now: order, undecided, hold, loss. */
function VisitDialog({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const t = useT();
  const may = useMay();
  const go = useNavigate();
  const { me } = useSession();
  const open = !["ORDERED", "LOST", "SECOND_VISIT"].includes(visit.state);
  const holds = ["UNDECIDED", "MANAGER_HELD", "FOLLOWING"].includes(visit.state);
  const loses = ["MANAGER_HELD", "FOLLOWING"].includes(visit.state);
  return (
    <Dialog title={<Who visit={visit} />} footer={null} onCancel={onClose}>
      <div className="stack">
        <p>
          <span className="number">{visit.number}</span> · {word("reception.visit_state", visit.state)} ·{" "}
          <StaffName id={visit.receiver_id} />
          {visit.hold_outcome && ` · ${word("reception.hold_outcome", visit.hold_outcome)}`}
          {visit.loss_reason && ` · ${word("reception.loss", visit.loss_reason)}`}
        </p>
        {visit.previous_visit_id && <p className="tag">{t("reception.visit.second")}</p>}
        {visit.hold_note && (
          <p>
            {t("reception.visit.held_said")} {visit.hold_note} <StaffName id={visit.held_by} />
          </p>
        )}
        <Agreed visit={visit} />
        {visit.order_id && <OrderBadge id={visit.order_id} />}
        {open && may("reception.orders.place") && (
          <Button type="primary" size="large" autoFocus onClick={() => void go(`/reception/new?visit=${visit.id}`)}>
            {t("reception.visit.order")}
          </Button>
        )}
        {visit.state === "REGISTERED" && may("reception.visits.register") && (
          <MarkUndecided visit={visit} onDone={onClose} />
        )}
        {holds && may("reception.visits.hold") && visit.receiver_id !== me.staff && (
          <HoldVisit visit={visit} onDone={onClose} />
        )}
        {holds && !may("reception.visits.hold") && <p className="down">{t("reception.visit.ask_manager")}</p>}
        {loses && may("reception.visits.register") && <LoseVisit visit={visit} onDone={onClose} />}
      </div>
    </Dialog>
  );
}
