/** The papers of an order that the console prints; receipts and deposit receipts are reception's own (PDF). */
export const PAPERS = ["job-sheet", "booking-form", "production-sheet", "hand-over-slip"] as const;
export type PaperKind = (typeof PAPERS)[number];

/** Whether an address names a paper. */
export const isPaper = (kind: string | undefined): kind is PaperKind => PAPERS.some((one) => one === kind);

/** Opens the paper in a tab of its own, which prints itself as soon as everything stands on it. */
export function printPaper(kind: PaperKind, orderId: string): void {
  window.open(`/print/${kind}/${orderId}`, "_blank", "noopener");
}
