import type { StockLine, StockTake } from "./kinds";

/** How many should be in the house. */
export const expectedOf = (line: Pick<StockLine, "registered" | "out">): number =>
  Math.max(0, line.registered - line.out);

/** Whether the line needs a reason before the sheet can be closed. */
export const isUnexplained = (line: StockLine): boolean =>
  line.found !== null && line.reason === "" && (line.difference !== 0 || line.broken + line.worn > 0);

/** Where the keyboard goes after a line: the next one that nobody has counted, from there on and then from the top. */
export function nextUncounted(lines: readonly StockLine[], after: string | null): string | null {
  const at = lines.findIndex(({ thing_id }) => thing_id === after);
  const turned = [...lines.slice(at + 1), ...lines.slice(0, at + 1)];
  return turned.find(({ found, thing_id }) => found === null && thing_id !== after)?.thing_id ?? null;
}

/** Which of lost, broken and too old there are any of. */
export const gone = (sheet: Pick<StockTake, "lost" | "broken" | "worn">) =>
  (["lost", "broken", "worn"] as const).filter((cause) => sheet[cause] > 0);
