/** The part of a long grid that is drawn. */
export interface Window {
  columns: number;
  rows: number;
  first: number;
  last: number;
}

const SPARE = 2;

/** Which of `count` cells to draw for a view of this size, scrolled down by `top`; all in pixels. */
export function windowOf(count: number, width: number, height: number, top: number, cell: number): Window {
  const columns = Math.max(1, Math.floor(width / cell));
  const rows = Math.ceil(count / columns);
  const firstRow = Math.max(0, Math.floor(top / cell) - SPARE);
  const lastRow = Math.min(rows, Math.ceil((top + height) / cell) + SPARE);
  return { columns, rows, first: firstRow * columns, last: Math.min(count, lastRow * columns) };
}

/** Where to scroll so that the cell's row is in view; the present place when it is. */
export function scrollFor(at: number, columns: number, height: number, top: number, cell: number): number {
  const upper = Math.floor(at / columns) * cell;
  if (upper < top) return upper;
  return upper + cell > top + height ? upper + cell - height : top;
}
