import { currentLanguage } from "@/i18n";
import type { Money } from "@/format";
import { behind, pace, reached, type Department, type Line, type Span } from "./line";

/** A figure of a branch: how it is shown, which way it is bad, and where the page is that has it in full. */
export interface Column {
  id: string;
  department: Department;
  value: (line: Line) => number | undefined;
  /** Fen, a part of one, or a count. */
  kind: "money" | "part" | "count";
  /** Much of it is bad (otherwise little is). */
  muchIsBad?: boolean;
  red?: (line: Line) => boolean;
  /** More than the number says, in the same cell. */
  more?: (line: Line) => string | undefined;
  /** No sum over branches. */
  single?: boolean;
  to: string;
  permission: string;
}

const FIGURES = { to: "/manager", permission: "reception.days.read" };
const taking = (id: string, kind: Column["kind"], value: Column["value"]): Column => ({
  id,
  department: "reception",
  kind,
  value,
  ...FIGURES,
});

const TODAY: readonly Column[] = [
  taking("visits", "count", ({ reception }) => reception?.visits),
  taking("orders", "count", ({ reception }) => reception?.orders),
  taking("ordered", "money", ({ reception }) => reception?.ordered.amount),
  taking("taken", "money", ({ reception }) => reception && reception.taken.amount - reception.refunded.amount),
];

const MONTH: readonly Column[] = [
  taking("visits", "count", ({ reception }) => reception?.month_visits),
  taking("orders", "count", ({ reception }) => reception?.month_orders),
  taking("ordered", "money", ({ reception }) => reception?.month_ordered.amount),
  taking("taken", "money", ({ reception }) => reception?.month_earned.amount),
];

const some = (value: Column["value"]) => (line: Line) => (value(line) ?? 0) > 0;
const trouble = (column: Omit<Column, "kind" | "muchIsBad"> & { kind?: Column["kind"] }): Column => ({
  kind: "count",
  muchIsBad: true,
  red: some(column.value),
  ...column,
});

const NOW: readonly Column[] = [
  { ...taking("reached", "part", reached), red: behind, single: true, to: "/manager/targets" },
  {
    id: "shoots",
    department: "scheduling",
    kind: "count",
    value: ({ scheduling }) => scheduling?.shoots,
    to: "/scheduling",
    permission: "scheduling.bookings.read",
  },
  {
    id: "free",
    department: "scheduling",
    kind: "count",
    muchIsBad: true,
    value: ({ scheduling }) => scheduling?.teams_free,
    more: ({ scheduling }) => (scheduling ? `/${scheduling.teams}` : undefined),
    to: "/scheduling",
    permission: "scheduling.bookings.read",
  },
  {
    ...taking("owed", "money", ({ reception }) => reception?.owed.amount),
    muchIsBad: true,
    to: "/manager/late?owes=1",
  },
  trouble({
    ...taking("overdue", "money", ({ reception }) => reception?.overdue.amount),
    to: "/manager/late?owes=1",
  }),
  trouble({
    id: "late",
    department: "customer_service",
    value: ({ customer_service }) => customer_service?.late,
    to: "/manager/late",
    permission: "customer_service.complaints.read",
  }),
  trouble({
    id: "work",
    department: "post_production",
    value: ({ post_production: work }) => work && work.work_late + work.pieces_late,
    to: "/post-production",
    permission: "post_production.work.read",
  }),
  trouble({
    id: "uncollected",
    department: "pickup",
    value: ({ pickup }) => pickup?.uncollected,
    to: "/pickup",
    permission: "pickup.board.read",
  }),
  trouble({
    id: "lost",
    department: "scheduling",
    value: ({ scheduling }) => scheduling?.stock?.lost,
    red: some(({ scheduling }) => (scheduling ? (scheduling.stock?.lost ?? 0) + scheduling.uncounted : undefined)),
    more: ({ scheduling }) => (scheduling?.stock ? `/${scheduling.stock.registered}` : undefined),
    to: "/scheduling/things?view=count",
    permission: "scheduling.things.read",
  }),
  trouble({
    id: "complaints",
    department: "customer_service",
    value: ({ customer_service }) => customer_service?.complaints,
    red: some(({ customer_service }) => customer_service?.complaints_late),
    to: "/customer-service/complaints",
    permission: "customer_service.complaints.read",
  }),
];

/** The columns of a span, without those of departments that are none of this person's business. */
export function columnsOf(span: Span, hidden: readonly Department[]): Column[] {
  return [...(span === "today" ? TODAY : MONTH), ...NOW].filter(({ department }) => !hidden.includes(department));
}

/** What a column says of all the lines together; undefined where that means nothing. */
export function sumOf(column: Column, lines: readonly Line[]): number | undefined {
  if (column.id === "reached") return chainReached(lines);
  const values = lines.flatMap((line) => column.value(line) ?? []);
  return values.length ? values.reduce((sum, one) => sum + one, 0) : undefined;
}

function chainReached(lines: readonly Line[]): number | undefined {
  const aimed = lines.filter(({ reception }) => reception?.target);
  const target = aimed.reduce((sum, { reception }) => sum + (reception?.target?.amount ?? 0), 0);
  const earned = aimed.reduce((sum, { reception }) => sum + (reception?.month_earned.amount ?? 0), 0);
  return target ? earned / target : undefined;
}

/** How much is wrong in a branch, each kind of trouble measured by the branch that has most of it. */
function troubles(lines: readonly Line[], columns: readonly Column[]): Map<Line, number> {
  const found = new Map<Line, number>(lines.map((line) => [line, 0]));
  const add = (value: (line: Line) => number) => {
    const most = Math.max(...lines.map(value));
    if (most > 0) lines.forEach((line) => found.set(line, (found.get(line) ?? 0) + value(line) / most));
  };
  columns.filter(({ muchIsBad, red }) => muchIsBad && red).forEach(({ value }) => add((line) => value(line) ?? 0));
  if (columns.some(({ id }) => id === "reached"))
    add((line) => Math.max(0, pace(line) - (reached(line) ?? pace(line))));
  return found;
}

export interface Order {
  /** A column's id, "name", or "trouble". */
  by: string;
  /** The other way round: the best first. */
  turned: boolean;
}

/** The lines in order; the worst first, what is not known last. */
export function sorted(lines: readonly Line[], columns: readonly Column[], order: Order): Line[] {
  const way = order.turned ? -1 : 1;
  const byName = (a: Line, b: Line) => a.branch.name.localeCompare(b.branch.name, currentLanguage(), { numeric: true });
  if (order.by === "name") return lines.toSorted((a, b) => way * byName(a, b));
  const column = columns.find(({ id }) => id === order.by);
  const weight = column ? null : troubles(lines, columns);
  const badness = (line: Line) => {
    if (weight) return weight.get(line);
    const value = column?.value(line);
    return value === undefined || column?.muchIsBad ? value : -value;
  };
  return lines.toSorted((a, b) => {
    const [one, other] = [badness(a), badness(b)];
    if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
    return way * (other - one) || byName(a, b);
  });
}

/** A value in few characters: "1.2万", "34%", "7". */
export function short(column: Column, value: number, currency: string): string {
  const locale = currentLanguage() === "en" ? "en-GB" : "zh-CN";
  if (column.kind === "part") return value.toLocaleString(locale, { style: "percent", maximumFractionDigits: 0 });
  if (column.kind === "count") return value.toLocaleString(locale);
  const whole = value / 100;
  const few = { notation: "compact", maximumFractionDigits: 1, useGrouping: "always" } as const;
  return whole.toLocaleString(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol", ...few });
}

/** The whole amount, for whoever points at it. */
export const whole = (column: Column, amount: number, currency: string): Money | null =>
  column.kind === "money" ? { amount, currency } : null;
