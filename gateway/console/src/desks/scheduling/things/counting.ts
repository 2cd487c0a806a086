import { answer, api, useCommand, type Command, type components } from "@/api";
import type { StockLine } from "./kinds";

/** A line with what was seen of it. */
export interface Seen {
  line: StockLine;
  body: components["schemas"]["scheduling_CountIn"];
}

/** Writes a line of the sheet; who was too late reads the sheet anew and keeps what was typed. */
export function useCount(
  stock_take_id: string,
  onDone: (counted: StockLine) => void,
  onStale: () => void,
): Command<Seen> {
  return useCommand<Seen, StockLine>({
    run: ({ line, body }) => {
      const path = { stock_take_id, thing_id: line.thing_id };
      const params = { path, header: { "if-match": `"${line.version}"` } };
      return answer(api.PUT("/v1/stock-takes/{stock_take_id}/lines/{thing_id}", { params, body }));
    },
    onDone,
    onStale,
    invalidates: [],
  });
}
