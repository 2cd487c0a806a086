import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { answer, api, asProblem, type components } from "@/api";
import { clockTime, isoDay, plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { DayInput, Empty, LateTag, OrderBadge, OwesTag, Page, PersonNames, ProblemAlert } from "@/ui";
import { Counter } from "./counter";
import { PickupNav } from "./nav";

type Line = components["schemas"]["pickup_BoardLine"];

/** The board of a day and the next two; live. */
export function usePickupBoard(day?: string) {
  const { id: branch_id } = useBranch();
  return useQuery({
    queryKey: ["pickup", "board", branch_id, day],
    queryFn: () => answer(api.GET("/v1/pickup-board", { params: { query: { branch_id, day } } })),
    meta: { live: ["piece.", "pieces.", "booking.", "order.", "handover.", "rework."] },
  });
}

/** The lines by calendar day of the branch, in order. */
export function byDay(lines: readonly Line[]): [string, Line[]][] {
  const days = new Map<string, Line[]>();
  for (const line of lines) {
    const day = line.booking.starts_at ? isoDay(new Date(line.booking.starts_at)) : "";
    days.set(day, [...(days.get(day) ?? []), line]);
  }
  return [...days];
}

function PieceCount({ line }: { line: Line }) {
  const t = useT();
  const { expected, checked, missing } = line.pieces;
  if (expected === 0) return <span className="quiet">{t("pickup.board.all_taken")}</span>;
  return (
    <span className={missing.length > 0 ? "red" : ""}>
      {t("pickup.board.here", { checked, expected })}
      {missing.length > 0 && ` · ${t("pickup.board.lacking", { count: missing.length })}`}
    </span>
  );
}

function BoardRow({ line, today }: { line: Line; today: boolean }) {
  const t = useT();
  const go = useNavigate();
  const open = line.reworks.filter(({ state }) => state === "REQUESTED" || state === "APPROVED");
  const waiting = today && line.pieces.expected > 0;
  return (
    <tr
      className={`opens ${line.arrears || line.pieces.missing.length > 0 ? "red-row" : ""}`}
      tabIndex={0}
      onClick={(event) => !(event.target as HTMLElement).closest("a") && void go(`/pickup/orders/${line.order_id}`)}
      onKeyDown={(event) => {
        if (event.target === event.currentTarget && event.key === "Enter") void go(`/pickup/orders/${line.order_id}`);
      }}
    >
      <td className="number">
        <b>{clockTime(line.booking.starts_at)}</b> {waiting && <LateTag due={line.booking.ends_at} />}
      </td>
      <td>
        <PersonNames ids={line.person_ids} />
      </td>
      <td>
        <OrderBadge id={line.order_id} number={line.order_number} />
      </td>
      <td>
        <PieceCount line={line} />
      </td>
      <td>{line.shelves.join(" · ") || "–"}</td>
      <td>
        <span className="flags">
          <OwesTag balance={line.arrears_amount} />
          {open.length > 0 && <span className="tag">{t("pickup.board.rework", { count: open.length })}</span>}
          <span className="quiet">{word("booking_state", line.booking.state)}</span>
        </span>
      </td>
    </tr>
  );
}

function Day({ day, lines, today }: { day: string; lines: readonly Line[]; today: boolean }) {
  const t = useT();
  return (
    <section className="queue pickup-day" aria-label={plainDay(day)}>
      <h2>
        {today ? t("pickup.board.today", { day: plainDay(day) }) : plainDay(day)}
        <span className="count">{lines.length}</span>
      </h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("order.time")}</th>
            <th scope="col">{t("order.customer")}</th>
            <th scope="col">{t("order.number")}</th>
            <th scope="col">{t("pickup.board.pieces")}</th>
            <th scope="col">{t("order.shelf")}</th>
            <th scope="col">{t("order.state")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <BoardRow key={line.booking.id} line={line} today={today} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The pickup book: who comes today and the next two days, what is here, what is owed (PCK-11). */
export function Board() {
  const t = useT();
  const go = useNavigate();
  const [day, setDay] = useState<string>();
  const board = usePickupBoard(day);
  const lines = board.data?.items ?? [];
  return (
    <Page
      title={t("pickup.board.title")}
      actions={
        <label className="pickup-inline">
          {t("pickup.board.from")}
          <DayInput value={day ?? isoDay()} onChange={setDay} />
        </label>
      }
      shortcuts={[{ keys: "a", label: t("pickup.arrivals.record"), run: () => void go("/pickup/arrivals") }]}
    >
      <PickupNav />
      <Counter />
      <ProblemAlert problem={board.error ? asProblem(board.error) : null} retry={() => board.refetch()} />
      {board.isPending && <Skeleton active />}
      {board.data && lines.length === 0 && <Empty text={t("pickup.board.empty")} hint={t("pickup.board.empty_hint")} />}
      {byDay(lines).map(([of, some]) => (
        <Day key={of} day={of} lines={some} today={of === isoDay()} />
      ))}
    </Page>
  );
}
