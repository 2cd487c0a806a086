/** What the customer wants changed on one page. */
export interface Remark {
  page: number;
  words: string;
}

/** All wishes as the remarks of a round, one line per page; empty when nothing was said. */
export function remarksOf(rows: readonly Remark[], line: (page: number, words: string) => string): string {
  return rows
    .filter(({ words }) => words.trim() !== "")
    .toSorted((one, other) => one.page - other.page)
    .map(({ page, words }) => line(page, words.trim()))
    .join("\n");
}
