import { currentLanguage } from "@/i18n/language";
import { text } from "@/i18n/texts";

let zone = "Asia/Shanghai";
let ahead = 0;

/** Show times on this branch's clock. */
export function showZone(timeZone: string): void {
  zone = timeZone;
}

/** Business time may run ahead of the browser's in development: keep the difference. */
export function noteBusinessTime(now: string | null | undefined): void {
  const moment = now ? Date.parse(now) : Number.NaN;
  if (Number.isFinite(moment)) ahead = moment - Date.now();
}

/** Business time now. */
export function businessNow(): Date {
  return new Date(Date.now() + ahead);
}

type Moment = string | Date | null | undefined;

function shown(moment: Moment, options: Intl.DateTimeFormatOptions): string {
  if (!moment) return "–";
  const date = typeof moment === "string" ? new Date(moment) : moment;
  if (Number.isNaN(date.getTime())) return "–";
  return new Intl.DateTimeFormat(currentLanguage() === "en" ? "en-GB" : "zh-CN", {
    timeZone: zone,
    hourCycle: "h23",
    ...options,
  }).format(date);
}

/** 14:05 on the branch's clock. */
export const clockTime = (moment: Moment) => shown(moment, { hour: "2-digit", minute: "2-digit" });
/** Month, day, weekday. */
export const dayOf = (moment: Moment) => shown(moment, { month: "short", day: "numeric", weekday: "short" });
/** Day and time. */
export const dayAndTime = (moment: Moment) =>
  shown(moment, { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" });
/** Everything, for history and print. */
export const fullTime = (moment: Moment) => shown(moment, { dateStyle: "medium", timeStyle: "short" });

/** A calendar day of the API (2026-11-22), which has no zone. */
export function plainDay(day: string | null | undefined): string {
  if (!day) return "–";
  return new Intl.DateTimeFormat(currentLanguage() === "en" ? "en-GB" : "zh-CN", {
    timeZone: "UTC",
    year: day.slice(0, 4) === isoDay().slice(0, 4) ? undefined : "numeric",
    month: "short",
    day: "numeric",
    weekday: "short",
  }).format(new Date(`${day.slice(0, 10)}T00:00:00Z`));
}

/** A month of the API (2026-11) in words. */
export function plainMonth(month: string): string {
  return new Intl.DateTimeFormat(currentLanguage() === "en" ? "en-GB" : "zh-CN", {
    timeZone: "UTC",
    year: "numeric",
    month: "long",
  }).format(new Date(`${month}-01T00:00:00Z`));
}

/** The branch's calendar day of a moment, as the API writes days. */
export function isoDay(moment: Date = businessNow()): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(moment);
}

/** How long, in the largest unit that says something: 3 days, 2 h, 5 min. */
export function howLong(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(Math.abs(milliseconds) / 60_000));
  if (minutes < 60) return text("time.minutes", { count: minutes });
  const hours = Math.round(minutes / 60);
  if (hours < 48) return text("time.hours", { count: hours });
  return text("time.days", { count: Math.round(hours / 24) });
}

/** "2 days late", or an empty text when the moment has not passed. */
export function lateBy(due: Moment, now: Date = businessNow()): string {
  if (!due) return "";
  const late = now.getTime() - new Date(due).getTime();
  return late > 0 ? text("time.late", { time: howLong(late) }) : "";
}
