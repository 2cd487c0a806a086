import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { Link, useNavigate } from "react-router";
import { money } from "@/format";
import { useLanguage, useT } from "@/i18n";
import { useSession } from "@/session/session";
import { scrollFor, windowOf } from "@/ui/window";
import { short, sumOf, whole, type Column, type Order } from "./columns";
import type { Line } from "./line";

/** As high as a row is drawn; only those in view are. */
const ROW = 44;

interface Seen {
  height: number;
  top: number;
}

const FIRST_LOOK: Seen = { height: 600, top: 0 };

function Heading(props: { id: string; column?: Column; order: Order; onOrder: (order: Order) => void }) {
  const { id, column, order, onOrder } = props;
  const t = useT();
  const on = order.by === id;
  // The worst first: down for what should be little, up for what should be much.
  const falling = (column?.muchIsBad ?? false) !== order.turned;
  return (
    <th
      scope="col"
      className={column ? "figure" : "chain-branch"}
      aria-sort={on ? (falling ? "descending" : "ascending") : "none"}
    >
      <button
        type="button"
        title={t(`chain.hint.${id}`)}
        onClick={() => onOrder({ by: id, turned: on && !order.turned })}
      >
        {t(`chain.column.${id}`)}
        <span aria-hidden>{on ? (falling ? " ↓" : " ↑") : ""}</span>
      </button>
    </th>
  );
}

function Figure({ column, line }: { column: Column; line: Line }) {
  const { may, chooseBranch } = useSession();
  const value = column.value(line);
  if (value === undefined) return <td className="figure quiet">–</td>;
  const { currency } = line.branch;
  const shown = (
    <>
      {short(column, value, currency)}
      {column.more && <span className="quiet">{column.more(line)}</span>}
    </>
  );
  const amount = whole(column, value, currency);
  return (
    <td className={column.red?.(line) ? "figure chain-red" : "figure"} title={amount ? money(amount) : undefined}>
      {may(column.permission) ? (
        <Link to={column.to} tabIndex={-1} onClick={() => chooseBranch(line.branch.id)}>
          {shown}
        </Link>
      ) : (
        shown
      )}
    </td>
  );
}

function Sums({ lines, columns }: { lines: readonly Line[]; columns: readonly Column[] }) {
  const t = useT();
  const currencies = new Set(lines.map(({ branch }) => branch.currency));
  const [currency = "CNY"] = currencies;
  const told = (column: Column) => {
    const sum = sumOf(column, lines);
    if (sum === undefined || (column.kind !== "count" && currencies.size > 1)) return "–";
    return short(column, sum, currency);
  };
  return (
    <tr className="chain-sums">
      <th scope="row" className="chain-branch">
        {t("chain.sum", { count: lines.length })}
      </th>
      {columns.map((column) => (
        <td key={column.id} className="figure">
          {told(column)}
        </td>
      ))}
    </tr>
  );
}

/** The desk that opens for a branch: the manager's for whoever may, else the one of customer service. */
const homeOf = (may: (permission: string) => boolean): string =>
  may("reception.days.read") ? "/manager" : "/customer-service";

/** A row for every branch, of which only those in view are drawn; arrows move, Enter opens the branch's desk. */
export function ChainTable(props: {
  lines: readonly Line[];
  columns: readonly Column[];
  order: Order;
  onOrder: (order: Order) => void;
  may: (permission: string) => boolean;
}) {
  const { lines, columns, order, onOrder, may } = props;
  const t = useT();
  useLanguage();
  const go = useNavigate();
  const { chooseBranch } = useSession();
  const frame = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(FIRST_LOOK);
  const [at, setAt] = useState(0);
  const moved = useRef(false);
  useEffect(() => {
    const box = frame.current;
    if (!box) return;
    const look = () => setSeen({ height: box.clientHeight, top: box.scrollTop });
    const watch = new ResizeObserver(look);
    watch.observe(box);
    box.addEventListener("scroll", look, { passive: true });
    return () => {
      watch.disconnect();
      box.removeEventListener("scroll", look);
    };
  }, []);
  useEffect(() => {
    if (!moved.current) return;
    // A row that is far away is drawn only when the scrolling has been seen.
    const row = frame.current?.querySelector<HTMLElement>(`[data-at="${at}"]`);
    row?.focus({ preventScroll: true });
    moved.current = !row;
  }, [at, seen]);

  const marked = Math.min(at, lines.length - 1);
  const { first, last } = windowOf(lines.length, 1, seen.height, seen.top, ROW);
  const open = ({ branch }: Line) => {
    chooseBranch(branch.id);
    void go(homeOf(may));
  };
  const steer = (event: KeyboardEvent<HTMLTableRowElement>, line: Line) => {
    if (event.target !== event.currentTarget) return;
    const to = { ArrowDown: marked + 1, j: marked + 1, ArrowUp: marked - 1, k: marked - 1, Home: 0, End: lines.length }[
      event.key
    ];
    if (to === undefined) {
      if (event.key === "Enter") open(line);
      return;
    }
    event.preventDefault();
    const next = Math.max(0, Math.min(lines.length - 1, to));
    moved.current = true;
    setAt(next);
    const box = frame.current;
    // The head and the sums stay over the rows: two rows less to see them in.
    if (box) box.scrollTop = scrollFor(next, 1, box.clientHeight - 3 * ROW, box.scrollTop, ROW);
  };
  return (
    <div className="queue chain-frame" ref={frame} tabIndex={-1}>
      <table aria-label={t("chain.title")} aria-rowcount={lines.length + 2}>
        <thead>
          <tr>
            <Heading id="name" order={order} onOrder={onOrder} />
            {columns.map((column) => (
              <Heading key={column.id} id={column.id} column={column} order={order} onOrder={onOrder} />
            ))}
          </tr>
          <Sums lines={lines} columns={columns} />
        </thead>
        <tbody>
          {first > 0 && <tr aria-hidden style={{ height: first * ROW }} />}
          {lines.slice(first, last).map((line, place) => (
            <tr
              key={line.branch.id}
              className="opens"
              data-at={first + place}
              aria-rowindex={first + place + 3}
              tabIndex={first + place === marked ? 0 : -1}
              onFocus={() => setAt(first + place)}
              onKeyDown={(event) => steer(event, line)}
              onClick={(event) => {
                if (!(event.target as HTMLElement).closest("a")) open(line);
              }}
            >
              <th scope="row" className="chain-branch">
                <Link to={homeOf(may)} tabIndex={-1} onClick={() => chooseBranch(line.branch.id)}>
                  {line.branch.name}
                </Link>
                <span className="quiet">
                  {line.branch.id} {line.branch.city}
                </span>
              </th>
              {columns.map((column) => (
                <Figure key={column.id} column={column} line={line} />
              ))}
            </tr>
          ))}
          {last < lines.length && <tr aria-hidden style={{ height: (lines.length - last) * ROW }} />}
        </tbody>
      </table>
    </div>
  );
}
