import { useState } from "react";

/**
 * The version somebody edits: the one that was shown when the form was opened, whatever is read meanwhile. After a
 * refusal (412) has said that it changed, the one shown since.
 */
export function useSeen(version: number): { tag: string; onStale: () => void } {
  const [seen, setSeen] = useState<number | null>(version);
  return { tag: `"${seen ?? version}"`, onStale: () => setSeen(null) };
}
