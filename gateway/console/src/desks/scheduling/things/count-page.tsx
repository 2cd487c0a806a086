import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Checkbox, Skeleton, type InputRef } from "antd";
import { useRef, useState } from "react";
import { Link, useParams } from "react-router";
import { answer, api, asProblem, useCommand } from "@/api";
import { everyPage } from "@/api/every-page";
import { plainMonth } from "@/format";
import { useT, word } from "@/i18n";
import { useMay } from "@/session/session";
import { ConfirmAction, Empty, Page, ProblemAlert } from "@/ui";
import { CountBar } from "./count-bar";
import { CountLine } from "./count-line";
import { linesKey } from "./counting";
import { STALE, type StockLine, type StockTake } from "./kinds";
import { Gone } from "./month";
import { ScanForm } from "./scan-form";
import { isUnexplained, nextUncounted } from "./sheet";

const sheetKey = (id: string) => ["scheduling", "things", "sheet", id] as const;

/** Several people count at once: everybody's lines are read again while the sheet is open. */
const AGAIN_MS = 20_000;

function useSheet(id: string) {
  const path = { stock_take_id: id };
  const sheet = useQuery({
    queryKey: sheetKey(id),
    queryFn: () => answer(api.GET("/v1/stock-takes/{stock_take_id}", { params: { path } })),
    meta: { live: ["stock_take."] },
  });
  const lines = useQuery({
    queryKey: linesKey(id),
    queryFn: () =>
      everyPage((cursor) =>
        answer(api.GET("/v1/stock-takes/{stock_take_id}/lines", { params: { path, query: { limit: 200, cursor } } })),
      ),
    refetchInterval: sheet.data?.state === "OPEN" ? AGAIN_MS : false,
    meta: { live: ["stock_take."] },
  });
  return { sheet, lines };
}

/** A sheet is counted line by line: a number and Enter; then closed and locked (SHO-11). */
export function CountPage() {
  const t = useT();
  const { id = "" } = useParams();
  const { sheet, lines } = useSheet(id);
  const failed = [sheet, lines].find((one) => one.error);
  if (failed?.error) return <ProblemAlert problem={asProblem(failed.error)} retry={() => failed.refetch()} />;
  if (!sheet.data || !lines.data) return <Skeleton active />;
  const title = `${word("scheduling.kind", sheet.data.kind)} · ${plainMonth(sheet.data.month)}`;
  return (
    <Page title={title} note={<Link to="/scheduling/things?view=count">{t("scheduling.things.count")}</Link>}>
      <Sheet sheet={sheet.data} lines={lines.data} />
    </Page>
  );
}

function Sheet({ sheet, lines }: { sheet: StockTake; lines: readonly StockLine[] }) {
  const t = useT();
  const counts = useMay()("scheduling.things.keep") && sheet.state === "OPEN";
  // Kept while it is counted: somebody else's count of it does not take it from under the hands.
  const [chosen, setChosen] = useState(() => nextUncounted(lines, null));
  const [rest, setRest] = useState(false);
  const left = lines.filter(({ found }) => found === null).length;
  const unexplained = lines.filter(isUnexplained);
  const current = lines.find(({ thing_id }) => thing_id === chosen) ?? null;
  const shown = rest ? lines.filter((line) => line.found === null || isUnexplained(line)) : lines;
  return (
    <>
      <div className="things-progress">
        <strong>{t("scheduling.things.lines_of", { count: lines.length - left, of: lines.length })}</strong>
        <progress value={lines.length - left} max={lines.length} aria-label={t("scheduling.things.progress")} />
        {unexplained.length > 0 && (
          <Button danger onClick={() => setChosen(unexplained[0]?.thing_id ?? null)}>
            {t("scheduling.things.unexplained", { count: unexplained.length })}
          </Button>
        )}
        <Checkbox checked={rest} onChange={(event) => setRest(event.target.checked)}>
          {t("scheduling.things.only_rest")}
        </Checkbox>
        <span className="grow" />
        {counts && <Close sheet={sheet} ready={left === 0 && unexplained.length === 0} lines={lines} />}
        {sheet.state === "CLOSED" && <Sums sheet={sheet} />}
      </div>
      {counts && <Counting sheetId={sheet.id} lines={lines} current={current} onChoose={setChosen} />}
      {shown.length === 0 && <Empty text={t("scheduling.things.all_counted")} />}
      {shown.length > 0 && (
        <Lines
          lines={shown}
          current={counts ? (current?.thing_id ?? null) : null}
          onChoose={counts ? setChosen : null}
        />
      )}
    </>
  );
}

/**
 * By hand: a number and Enter, and the next line that nobody counted stands there. With a scanner: each scan counts
 * one more of its line, and the line stands there for what a scanner cannot see.
 */
function Counting(props: {
  sheetId: string;
  lines: readonly StockLine[];
  current: StockLine | null;
  onChoose: (thing_id: string | null) => void;
}) {
  const { sheetId, lines, current, onChoose } = props;
  const queries = useQueryClient();
  const scanner = useRef<InputRef>(null);
  const [scan, setScan] = useState<{ thing_id: string | null; times: number } | null>(null);
  const keep = (line: StockLine) =>
    queries.setQueryData<StockLine[]>(linesKey(sheetId), (old) =>
      old?.map((one) => (one.thing_id === line.thing_id ? line : one)),
    );
  const reread = () => void queries.invalidateQueries({ queryKey: linesKey(sheetId) });
  const show = (thing_id: string | null) => {
    setScan((before) => ({ thing_id, times: (before?.times ?? 0) + 1 }));
    onChoose(thing_id);
  };
  const counted = (line: StockLine) => {
    keep(line);
    const next = nextUncounted(lines, line.thing_id);
    if (!scan) return onChoose(next);
    // Whoever works with a scanner scans on.
    show(next);
    scanner.current?.focus();
  };
  return (
    <div className="things-bar">
      <ScanForm
        field={scanner}
        sheetId={sheetId}
        onStale={reread}
        onSeen={(line) => {
          keep(line);
          show(line.thing_id);
        }}
      />
      {current && (
        <CountBar
          key={`${current.thing_id} ${scan?.thing_id === current.thing_id ? scan.times : ""}`}
          sheetId={sheetId}
          line={current}
          takesKeys={scan?.thing_id !== current.thing_id}
          onCounted={counted}
          onStale={reread}
        />
      )}
    </div>
  );
}

function Lines(props: {
  lines: readonly StockLine[];
  current: string | null;
  onChoose: ((thing_id: string) => void) | null;
}) {
  const { lines, current, onChoose } = props;
  const t = useT();
  return (
    <table className="things-sheet" aria-label={t("scheduling.things.count")}>
      <thead>
        <tr>
          {["mark", "what", "expected", "found", "difference", "note", "counted_by"].map((column) => (
            <th key={column} scope="col" className={NUMBERS.includes(column) ? "figure" : ""}>
              {t(`scheduling.things.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <CountLine
            key={line.thing_id}
            line={line}
            current={line.thing_id === current}
            onChoose={onChoose ? () => onChoose(line.thing_id) : undefined}
          />
        ))}
      </tbody>
    </table>
  );
}

const NUMBERS: readonly string[] = ["expected", "found", "difference"];

function Sums({ sheet }: { sheet: StockTake }) {
  const t = useT();
  return (
    <span>
      {t("scheduling.things.counted_of", { count: sheet.counted, of: sheet.registered })} <Gone sheet={sheet} />
    </span>
  );
}

function Close(props: { sheet: StockTake; ready: boolean; lines: readonly StockLine[] }) {
  const { sheet, ready, lines } = props;
  const t = useT();
  const command = useCommand<string>({
    run: (stock_take_id) =>
      answer(api.POST("/v1/stock-takes/{stock_take_id}/closing", { params: { path: { stock_take_id } } })),
    invalidates: STALE,
  });
  const asked = lines.filter((line) => line.difference < 0 || line.broken + line.worn > 0).length;
  return (
    <ConfirmAction
      label={t("scheduling.things.close")}
      question={t(asked ? "scheduling.things.close_with_slips" : "scheduling.things.close_question", { count: asked })}
      command={command}
      input={() => sheet.id}
      button={{ type: "primary", disabled: !ready }}
    />
  );
}
