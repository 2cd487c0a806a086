import { plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { Empty, ProblemAlert } from "@/ui";
import type { Dragging } from "./dragging";
import { isWedding, usualMinutes, type Draft } from "./planning";
import { useUnscheduled } from "./readings";

/** Orders without a date: drag one onto a lane, or press Enter on it. */
export function Unscheduled({ day, drag, onPick }: { day: string; drag: Dragging; onPick: (draft: Draft) => void }) {
  const t = useT();
  const { data: waiting, error, refetch } = useUnscheduled();
  return (
    <aside className="sched-waiting block" aria-label={t("scheduling.waiting")}>
      <h2>
        {t("scheduling.waiting")} <span className="count">{waiting?.length ?? ""}</span>
      </h2>
      <ProblemAlert problem={error} retry={() => refetch()} />
      {waiting?.length === 0 && <Empty text={t("scheduling.none_waiting")} hint={t("scheduling.none_waiting_hint")} />}
      {waiting && waiting.length > 0 && <p className="quiet small">{t("scheduling.drag_hint")}</p>}
      <ul className="plain-list">
        {waiting?.map(({ order, waits_for, agree_by, overdue }) => {
          const draft: Draft = {
            booking: null,
            order,
            kind: waits_for,
            day,
            start: 540,
            minutes: usualMinutes(waits_for, order.category),
            lane: null,
            from: null,
          };
          return (
            <li key={`${order.order_id} ${waits_for}`}>
              <button
                type="button"
                className="waiting-order"
                onPointerDown={(event) => drag.press(event, draft)}
                onClick={() => {
                  if (!drag.dragged()) onPick({ ...draft, day: order.wanted_date ?? day });
                }}
              >
                <b className="number">{order.number}</b>
                <span>
                  {word("category", order.category)}
                  {waits_for === "RESHOOT" && ` · ${word("booking", waits_for)}`}
                </span>
                {order.wanted_date && (
                  <span className="quiet">{t("scheduling.wants", { day: plainDay(order.wanted_date) })}</span>
                )}
                {isWedding(order.category) && order.wedding_date && (
                  <span className="quiet">{t("scheduling.weds", { day: plainDay(order.wedding_date) })}</span>
                )}
                {agree_by && (
                  <span className={overdue ? "tag tag-red" : "tag"}>
                    {t("scheduling.agree_by", { day: plainDay(agree_by) })}
                  </span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
    </aside>
  );
}
