/** How far one file is. */
export type FileState = "WAITING" | "SENDING" | "ACCEPTED" | "DUPLICATE" | "REFUSED" | "FAILED";

/** A file on its way. */
export interface Sending {
  id: number;
  file: File;
  state: FileState;
  /** Why it was refused, a code of the API; empty otherwise. */
  reason: string;
}

const HIDDEN = /^(\.|thumbs\.db$|desktop\.ini$)/i;
const JPEG = /\.jpe?g$/i;

/** What of a dropped folder is to be sent: hidden files are nothing, what is no JPEG is refused here already. */
export function listFiles(files: readonly File[], known: ReadonlySet<string>, firstId: number): Sending[] {
  return files
    .filter((file) => !HIDDEN.test(file.name))
    .sort((one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }))
    .map((file, at) => {
      const own = { id: firstId + at, file };
      if (!JPEG.test(file.name)) return { ...own, state: "REFUSED", reason: "NOT_JPEG" };
      // The same name and size are here already: an import that was broken off goes on without sending it again.
      if (known.has(fingerprint(file))) return { ...own, state: "DUPLICATE", reason: "" };
      return { ...own, state: "WAITING", reason: "" };
    });
}

/** What tells a file of an order from others before it is sent. */
export const fingerprint = (file: { name: string; size: number }) => `${file.name} ${file.size}`;

/** Files by state, and how many bytes are settled. */
export function progressOf(list: readonly Sending[]) {
  const count = { WAITING: 0, SENDING: 0, ACCEPTED: 0, DUPLICATE: 0, REFUSED: 0, FAILED: 0 };
  let settled = 0;
  let all = 0;
  for (const { state, file } of list) {
    count[state] += 1;
    all += file.size;
    if (state !== "WAITING" && state !== "SENDING") settled += file.size;
  }
  return { count, percent: all === 0 ? 100 : Math.floor((100 * settled) / all) };
}

interface Entry {
  isFile: boolean;
  isDirectory: boolean;
  file?: (give: (file: File) => void, fail: (error: unknown) => void) => void;
  createReader?: () => { readEntries: (give: (entries: Entry[]) => void, fail: (error: unknown) => void) => void };
}

async function filesIn(entry: Entry): Promise<File[]> {
  if (entry.isFile) return [await new Promise<File>((give, fail) => entry.file?.(give, fail))];
  const reader = entry.createReader?.();
  const found: File[] = [];
  // A reader gives a folder in pieces until it gives nothing.
  for (;;) {
    const piece = await new Promise<Entry[]>((give, fail) => (reader ? reader.readEntries(give, fail) : give([])));
    if (piece.length === 0) return found;
    for (const one of piece) found.push(...(await filesIn(one)));
  }
}

/** All files of what was dropped, folders opened. */
export async function droppedFiles(data: DataTransfer): Promise<File[]> {
  const plain = [...data.files];
  const entries = [...data.items].map((item) => item.webkitGetAsEntry() as Entry | null);
  if (!entries.some((entry) => entry?.isDirectory)) return plain;
  const parts = await Promise.all(entries.map((entry) => (entry ? filesIn(entry) : [])));
  return parts.flat();
}
