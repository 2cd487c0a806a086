import type { Photo } from "../read";
import type { Marks } from "./price";
import type { Verdicts } from "./use-verdicts";

export const FILTERS = ["ALL", "OPEN", "KEPT", "CHOSEN", "DROPPED"] as const;
export type Filter = (typeof FILTERS)[number];

/** The photos of a filter; chosen ones count as kept. */
export function filtered(photos: readonly Photo[], filter: Filter, marks: Marks, verdicts: Verdicts): readonly Photo[] {
  if (filter === "ALL") return photos;
  return photos.filter(({ id }) => {
    const verdict = verdicts.get(id);
    if (filter === "CHOSEN") return marks.has(id);
    if (filter === "KEPT") return marks.has(id) || verdict === "KEPT";
    if (filter === "DROPPED") return verdict === "DROPPED" && !marks.has(id);
    return verdict === undefined && !marks.has(id);
  });
}
