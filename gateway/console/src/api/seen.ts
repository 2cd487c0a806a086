import { useState } from "react";

const written = (part: unknown): string => JSON.stringify(part) ?? "";

/**
 * The version somebody edits: the one that was shown when the form was opened, whatever is read meanwhile. After a
 * refusal (412) has said that it changed, the one shown since.
 *
 * @param part what of the record is edited; while that stays as it is, the record may get newer versions.
 */
export function useSeen(version: number, part: unknown = version) {
  const [seen, setSeen] = useState<{ version: number; part: string } | null>({ version, part: written(part) });
  const older = seen !== null && seen.part !== written(part);
  return {
    tag: `"${older ? seen.version : version}"`,
    onStale: () => setSeen(null),
    /** It was saved here: the next edit is of that. */
    onSaved: (now: number, saved: unknown) => setSeen({ version: now, part: written(saved) }),
  };
}
