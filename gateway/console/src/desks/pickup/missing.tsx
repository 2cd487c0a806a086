import { Skeleton } from "antd";
import { Link } from "react-router";
import { asProblem, type components } from "@/api";
import { clockTime, isoDay, plainDay } from "@/format";
import { useT } from "@/i18n";
import { Empty, OrderBadge, Page, PersonNames, ProblemAlert, StaffName } from "@/ui";
import { byDay, usePickupBoard } from "./board";
import { DelayAction } from "./delays";
import { PickupNav } from "./nav";

type Line = components["schemas"]["pickup_BoardLine"];

function MissingLine({ line }: { line: Line }) {
  const t = useT();
  return (
    <li className="block block-red pickup-missing">
      <div className="line">
        <span className="line-time">{clockTime(line.booking.starts_at)}</span>
        <span className="line-main">
          <PersonNames ids={line.person_ids} /> <OrderBadge id={line.order_id} number={line.order_number} />
        </span>
        <span className="quiet">
          {t("pickup.missing.owner")} <StaffName id={line.owner_id} />
        </span>
        <DelayAction orderId={line.order_id} />
        <Link to={`/pickup/orders/${line.order_id}`}>{t("pickup.missing.open")}</Link>
      </div>
      <p>
        {t("pickup.missing.codes")}{" "}
        {line.pieces.missing.map((code) => (
          <span key={code} className="tag tag-red">
            {code}
          </span>
        ))}
      </p>
    </li>
  );
}

/** What is not here of the pickups of today, tomorrow and the day after (PCK-01, PCK-02). */
export function Missing() {
  const t = useT();
  const board = usePickupBoard();
  const lines = (board.data?.items ?? []).filter(({ pieces }) => pieces.missing.length > 0);
  return (
    <Page title={t("pickup.missing.title")} note={t("pickup.missing.note")}>
      <PickupNav />
      <ProblemAlert problem={board.error ? asProblem(board.error) : null} retry={() => board.refetch()} />
      {board.isPending && <Skeleton active />}
      {board.data && lines.length === 0 && (
        <Empty text={t("pickup.missing.none")} hint={t("pickup.missing.none_hint")} />
      )}
      {byDay(lines).map(([day, some]) => (
        <section key={day} className="stack pickup-day" aria-label={plainDay(day)}>
          <h2>{day === isoDay() ? t("pickup.board.today", { day: plainDay(day) }) : plainDay(day)}</h2>
          <ul className="plain-list stack">
            {some.map((line) => (
              <MissingLine key={line.booking.id} line={line} />
            ))}
          </ul>
        </section>
      ))}
    </Page>
  );
}
