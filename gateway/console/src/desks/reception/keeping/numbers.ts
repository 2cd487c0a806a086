const RUN = /^(.*?)(\d+)-(?:\1)?(\d+)$/;
const MOST = 500;

/** The numbers that somebody wrote: `"A1-A3, B7"` is A1, A2, A3, B7; zeros in front are kept (`"01-12"`). */
export function numbersIn(written: string): string[] {
  const parts = written.split(/[\s,;，；、]+/).filter(Boolean);
  return [...new Set(parts.flatMap(run))].slice(0, MOST);
}

function run(part: string): string[] {
  const [, before = "", first = "", last = ""] = RUN.exec(part) ?? [];
  const count = Number(last) - Number(first) + 1;
  if (!first || count < 1 || count > MOST) return [part];
  return Array.from({ length: count }, (_, n) => before + String(Number(first) + n).padStart(first.length, "0"));
}

/** The same, written as short as somebody would: `"A1-A3, B7"`. */
export function written(numbers: readonly string[]): string {
  const runs: string[][] = [];
  for (const one of numbers) {
    const last = runs.at(-1);
    if (last && one === run(`${last.at(-1)}-${digits(last.at(-1)) + 1}`).at(1)) last.push(one);
    else runs.push([one]);
  }
  return runs.map((one) => (one.length > 2 ? `${one[0]}-${one.at(-1)}` : one.join(", "))).join(", ");
}

const digits = (number = ""): number => Number(/\d+$/.exec(number)?.[0] ?? NaN);
