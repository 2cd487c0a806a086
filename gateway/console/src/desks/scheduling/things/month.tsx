import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { answer, api, asProblem, useCommand, type components } from "@/api";
import { isoDay, plainMonth } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { Empty, MonthInput, ProblemAlert } from "@/ui";
import { MOVES, STALE, type StockTake, type ThingKind } from "./kinds";
import { gone } from "./sheet";

type Kind = components["schemas"]["scheduling_MonthKind"];

const thisMonth = () => isoDay().slice(0, 7);

/** The month before, "2026-10". */
function monthBefore(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 2, 1)).toISOString().slice(0, 7);
}

/** The month's stock-take, kind by kind: what is done, how far, due and late (SHO-11). */
export function Month({ keeps }: { keeps: boolean }) {
  const t = useT();
  const { id: branch_id } = useBranch();
  const [month, setMonth] = useState(thisMonth());
  const list = useQuery({
    queryKey: ["scheduling", "things", branch_id, "month", month],
    queryFn: () =>
      answer(api.GET("/v1/stock-take-months/{branch_id}/{month}", { params: { path: { branch_id, month } } })),
    meta: { live: MOVES },
  });
  const late = list.data?.late_before ?? [];
  return (
    <>
      <div className="sched-tools">
        <MonthInput label={t("scheduling.things.month")} value={month} onChange={setMonth} />
      </div>
      <ProblemAlert problem={list.error ? asProblem(list.error) : null} retry={() => list.refetch()} />
      {month === thisMonth() && late.length > 0 && (
        <p className="block block-red things-late">
          <span>
            {t("scheduling.things.late_before", { month: plainMonth(monthBefore(month)) })}{" "}
            {late.map((kind) => word("scheduling.kind", kind)).join(" · ")}
          </span>
          <Button onClick={() => setMonth(monthBefore(month))}>{plainMonth(monthBefore(month))}</Button>
        </p>
      )}
      {list.isPending && <Skeleton active />}
      {list.data?.kinds.length === 0 && <Empty text={t("scheduling.things.none")} />}
      <ul className="things-kinds">
        {list.data?.kinds.map((kind) => (
          <KindLine key={kind.kind} kind={kind} month={month} keeps={keeps} />
        ))}
      </ul>
    </>
  );
}

function KindLine({ kind, month, keeps }: { kind: Kind; month: string; keeps: boolean }) {
  const t = useT();
  const go = useNavigate();
  const { id: branch_id } = useBranch();
  const open = (sheet: Pick<StockTake, "id">) => void go(`/scheduling/things/count/${sheet.id}`);
  const begin = useCommand<ThingKind, StockTake>({
    run: (one) => answer(api.POST("/v1/stock-takes", { body: { branch_id, kind: one, month } })),
    onDone: open,
    invalidates: STALE,
  });
  const { stock_take: sheet } = kind;
  return (
    <li className={kind.late ? "block block-red" : "block"}>
      <h2>
        {word("scheduling.kind", kind.kind)} <span className="count">{kind.registered}</span>
        {kind.late && <span className="tag tag-red">{t("scheduling.things.is_late")}</span>}
        {kind.due && <span className="tag">{t("scheduling.things.is_due")}</span>}
      </h2>
      <p className="quiet">{sheet ? <Progress sheet={sheet} /> : t("scheduling.things.not_begun")}</p>
      {sheet && (
        <Button type={sheet.state === "OPEN" ? "primary" : "default"} onClick={() => open(sheet)}>
          {t(sheet.state === "OPEN" && keeps ? "scheduling.things.go_on" : "scheduling.things.look")}
        </Button>
      )}
      {!sheet && keeps && (
        <Button loading={begin.pending} onClick={() => void begin.submit(kind.kind)}>
          {t("scheduling.things.begin")}
        </Button>
      )}
      <ProblemAlert problem={begin.problem} retry={begin.retry} />
    </li>
  );
}

function Progress({ sheet }: { sheet: StockTake }) {
  const t = useT();
  if (sheet.state === "OPEN") {
    return t("scheduling.things.lines_of", { count: sheet.lines_counted, of: sheet.lines });
  }
  const found = t("scheduling.things.counted_of", { count: sheet.counted, of: sheet.registered });
  return (
    <>
      {found} <Gone sheet={sheet} />
    </>
  );
}

/** What is missing, broken and too old, as far as there is any. */
export function Gone({ sheet }: { sheet: Pick<StockTake, "lost" | "broken" | "worn"> }) {
  const t = useT();
  return (
    <span className="red">
      {gone(sheet)
        .map((cause) => `${t(`scheduling.things.${cause}`)} ${sheet[cause]}`)
        .join(" · ")}
    </span>
  );
}
