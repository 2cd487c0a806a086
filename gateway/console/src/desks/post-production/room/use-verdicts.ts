import { useCallback, useState } from "react";

export type Verdict = "KEPT" | "DROPPED";
export type Verdicts = ReadonlyMap<string, Verdict>;

const placeOf = (id: string) => `studio.viewing.${id}`;

function kept(id: string): Verdicts {
  const text = localStorage.getItem(placeOf(id));
  return new Map(text ? (JSON.parse(text) as [string, Verdict][]) : []);
}

/** The first look: what is worth a second one and what is not. It stays on this machine; only choices are told. */
export function useVerdicts(selectionId: string) {
  const [verdicts, setVerdicts] = useState<Verdicts>(() => kept(selectionId));
  const judge = useCallback(
    (photoId: string, verdict: Verdict | null) =>
      setVerdicts((now) => {
        const next = new Map(now);
        if (verdict === null || now.get(photoId) === verdict) next.delete(photoId);
        else next.set(photoId, verdict);
        localStorage.setItem(placeOf(selectionId), JSON.stringify([...next]));
        return next;
      }),
    [selectionId],
  );
  return { verdicts, judge };
}
