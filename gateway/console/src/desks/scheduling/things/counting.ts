import { useQueryClient } from "@tanstack/react-query";
import { answer, api, useCommand, useInTurn, type Command, type InTurn, type Problem, type components } from "@/api";
import type { StockLine } from "./kinds";
import { scanned } from "./sheet";

export const linesKey = (id: string) => ["scheduling", "things", "lines", id] as const;

/** A line with what was seen of it. */
export interface Seen {
  line: StockLine;
  body: components["schemas"]["scheduling_CountIn"];
}

const write = (stock_take_id: string, { line, body }: Seen) => {
  const path = { stock_take_id, thing_id: line.thing_id };
  const params = { path, header: { "if-match": `"${line.version}"` } };
  return answer(api.PUT("/v1/stock-takes/{stock_take_id}/lines/{thing_id}", { params, body }));
};

/** Writes a line of the sheet; who was too late reads the sheet anew and keeps what was typed. */
export function useCount(
  stock_take_id: string,
  onDone: (counted: StockLine) => void,
  onStale: () => void,
): Command<Seen> {
  return useCommand<Seen, StockLine>({
    run: (seen) => write(stock_take_id, seen),
    onDone,
    onStale,
    invalidates: [],
  });
}

/** A scanned number, and the how manyth scan it is: the same thing again is one more of it, no double click. */
export interface Scan {
  mark: string;
  nth: number;
}

/** What became of a scanned number. */
export interface Scanned {
  mark: string;
  /** The line as it stands now; null when the number is none of this sheet, or could not be written. */
  line: StockLine | null;
  /** Whether this scan counted one more. */
  counted: boolean;
  problem?: Problem;
}

/** Counts one more of what is scanned, one scan after the other; each reads the line as the one before left it. */
export function useScans(stock_take_id: string, onScanned: (scan: Scanned) => void, onStale: () => void): InTurn<Scan> {
  const queries = useQueryClient();
  return useInTurn<Scan, Scanned>({
    run: async ({ mark }) => {
      const lines = queries.getQueryData<StockLine[]>(linesKey(stock_take_id)) ?? [];
      const hit = scanned(lines, mark);
      if (!hit?.more) return { mark, line: hit?.line ?? null, counted: false };
      const { line } = hit;
      const { broken, worn, reason } = line;
      const body = { found: (line.found ?? 0) + 1, broken, worn, reason };
      return { mark, line: await write(stock_take_id, { line, body }), counted: true };
    },
    onDone: onScanned,
    onRefused: (problem, { mark }) => onScanned({ mark, line: null, counted: false, problem }),
    onStale,
    invalidates: [],
  });
}
