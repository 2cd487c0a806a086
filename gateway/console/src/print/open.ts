/** The papers of an order that the console prints; receipts and deposit receipts are reception's own (PDF). */
export const PAPERS = ["job-sheet", "booking-form", "production-sheet", "hand-over-slip"] as const;
export type PaperKind = (typeof PAPERS)[number];

/** Whether an address names a paper. */
export const isPaper = (kind: string | undefined): kind is PaperKind => PAPERS.some((one) => one === kind);

/** The copies of a service work order, which is no paper of a whole order (M-26). */
export const WORK_ORDER = "work-order";

/** 爱心小叮咛, in the customer's own words (REC-02). */
export const CARE_NOTES = "care-notes";

/** Opens the paper of an order, or of a work order, in a tab of its own, which prints itself as soon as it is complete. */
export function printPaper(kind: PaperKind | typeof WORK_ORDER | typeof CARE_NOTES, id: string): void {
  window.open(`/print/${kind}/${id}`, "_blank", "noopener");
}
