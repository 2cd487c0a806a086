const wall = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  let found = wall.get(zone);
  if (!found) {
    found = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
    wall.set(zone, found);
  }
  return found;
}

/** The wall clock of a zone at a moment, written as if it were UTC: "2026-11-22 09:00:00". */
function wallClock(moment: Date, zone: string): string {
  return clockOf(zone).format(moment);
}

/** The moment at which that day's clock shows so many minutes after midnight. */
export function momentAt(day: string, minutes: number, zone: string): string {
  const wanted = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000;
  const first = wanted - offset(new Date(wanted), zone);
  return new Date(wanted - offset(new Date(first), zone)).toISOString();
}

function offset(moment: Date, zone: string): number {
  const whole = Math.floor(moment.getTime() / 1000) * 1000;
  return Date.parse(`${wallClock(moment, zone).replace(" ", "T")}Z`) - whole;
}

/** Minutes between that day's midnight and the moment on the zone's clock; negative before, over 1440 after. */
export function minutesOn(day: string, moment: string, zone: string): number {
  const shown = Date.parse(`${wallClock(new Date(moment), zone).replace(" ", "T")}Z`);
  return Math.round((shown - Date.parse(`${day}T00:00:00Z`)) / 60_000);
}

/** The calendar day so many days later. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Monday of the day's week. */
export function mondayOf(day: string): string {
  return dayAfter(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/** Monday is 0, as the capacity rules count. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** "09:30" of minutes after midnight. */
export function clockOfMinutes(minutes: number): string {
  const hour = Math.floor(minutes / 60);
  return `${String(hour).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** Minutes after midnight of "09:30"; null when it is no time. */
export function minutesOfClock(clock: string): number | null {
  const match = /^(\d{1,2}):(\d{2})/.exec(clock);
  return match ? Number(match[1]) * 60 + Number(match[2]) : null;
}
