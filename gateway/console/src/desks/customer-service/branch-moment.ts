/** The moment of "2026-11-24T18:00" on the clock of that time zone. */
export function branchMoment(local: string, timeZone: string): Date {
  const guess = Date.parse(`${local}Z`);
  const there = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" }).format(guess);
  return new Date(guess - (Date.parse(`${there.replace(" ", "T")}Z`) - guess));
}
