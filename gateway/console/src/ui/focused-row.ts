/** The row of a `QueueTable` that has the focus, for keys that act on it. */
export function focusedRow<Row>(label: string, rows: readonly Row[]): Row | undefined {
  const row = document.activeElement?.closest("tr");
  if (row?.closest("table")?.getAttribute("aria-label") !== label) return undefined;
  return rows[[...(row.parentElement?.children ?? [])].indexOf(row)];
}
