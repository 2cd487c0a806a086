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

/** What a scanned number is on this sheet: one more of its line, all of it seen already, or nothing of the sheet. */
export function scanned(lines: readonly StockLine[], mark: string): { line: StockLine; more: boolean } | null {
  const line = lines.find((one) => one.mark === mark);
  return line ? { line, more: (line.found ?? 0) < expectedOf(line) } : null;
}
