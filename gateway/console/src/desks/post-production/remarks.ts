/** What the customer wants changed on one page. */
export interface Remark {
  page: number | null;
  words: string;
}

/** All wishes as the remarks of a round, one line per page; empty when nothing was said. */
export function remarksOf(rows: readonly Remark[], line: (page: number, words: string) => string): string {
  return rows
    .filter(({ words }) => words.trim() !== "")
    .toSorted((one, other) => (one.page ?? 0) - (other.page ?? 0))
    .map(({ page, words }) => line(page ?? 0, words.trim()))
    .join("\n");
}
