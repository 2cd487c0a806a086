/** How far one file is. */
export type FileState = "WAITING" | "SENDING" | "ACCEPTED" | "DUPLICATE" | "REFUSED" | "FAILED";

/** A file on its way. */
export interface Sending {
  id: number;
  file: File;
  state: FileState;
  /** Why it was refused, a code of the API; empty otherwise. */
  reason: string;
  /** How much of it has gone out, 0 to 1. */
  share: number;
}

const HIDDEN = /^(\.|thumbs\.db$|desktop\.ini$)/i;
const JPEG = /\.jpe?g$/i;

/** What of a dropped folder is to be sent: hidden files are nothing, what is no JPEG is refused here already. */
export function listFiles(files: readonly File[], firstId: number): Sending[] {
  return files
    .filter((file) => !HIDDEN.test(file.name))
    .sort((one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }))
    .map((file, at) => {
      const own = { id: firstId + at, file, share: 0 };
      if (!JPEG.test(file.name)) return { ...own, state: "REFUSED", reason: "NOT_JPEG" };
      return { ...own, state: "WAITING", reason: "" };
    });
}

/** What tells a submission of files from another. */
export const fingerprint = (file: { name: string; size: number }) => `${file.name} ${file.size}`;

/** The files that are here already: an import that was broken off goes on without sending them again. */
export interface Known {
  has: (file: File) => Promise<boolean>;
}

async function checksum(file: File): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Recognises a file by its checksum, which is only looked at where a file of the same size is here.
 * On plain http from another machine browsers make no checksums: there name and size have to do.
 */
export function knownFiles(photos: readonly { name: string; size: number; sha256: string }[]): Known {
  const sums = new Map<number, Set<string>>();
  for (const { size, sha256 } of photos) sums.set(size, (sums.get(size) ?? new Set()).add(sha256));
  const names = new Set(photos.map(fingerprint));
  return {
    has: async (file) => {
      const same = sums.get(file.size);
      if (!same) return false;
      return globalThis.crypto?.subtle ? same.has(await checksum(file)) : names.has(fingerprint(file));
    },
  };
}

const PLACE = "studio.import.";

/** How many files of an order were on their way when the page went away; null when none. */
export function brokenOff(orderId: string): number | null {
  const kept = localStorage.getItem(PLACE + orderId);
  return kept === null ? null : Number(kept);
}

/** Remember that an import is under way, or that it has ended. */
export function noteImport(orderId: string, files: number | null): void {
  if (files === null) localStorage.removeItem(PLACE + orderId);
  else localStorage.setItem(PLACE + orderId, String(files));
}

/** Files by state, and how many bytes have gone out or are settled. */
export function progressOf(list: readonly Sending[]) {
  const count = { WAITING: 0, SENDING: 0, ACCEPTED: 0, DUPLICATE: 0, REFUSED: 0, FAILED: 0 };
  let settled = 0;
  let all = 0;
  for (const { state, file, share } of list) {
    count[state] += 1;
    all += file.size;
    settled += state === "WAITING" ? 0 : state === "SENDING" ? share * file.size : file.size;
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
