import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useRef, type KeyboardEvent, type ReactNode } from "react";
import type { Page } from "@/api/client";
import { asProblem } from "@/api/problem";
import { useT } from "@/i18n";
import { Empty } from "./empty";
import { ProblemAlert } from "./problem-alert";

/** A column; `number` aligns figures to the right. */
export interface Column<Row> {
  id: string;
  title: string;
  show: (row: Row) => ReactNode;
  number?: boolean;
  width?: number | string;
}

/** A keyset list as a table: arrows or j/k move, enter opens, the rest is loaded on demand. */
export function QueueTable<Row>(props: {
  /** The cache key; put every filter into it. */
  queryKey: readonly unknown[];
  fetch: (cursor: string | undefined) => Promise<Page<Row>>;
  columns: readonly Column<Row>[];
  rowId: (row: Row) => string;
  onOpen?: (row: Row) => void;
  /** Event types after which the list is read again. */
  live?: readonly string[];
  empty: string;
  emptyHint?: string;
  label: string;
  red?: (row: Row) => boolean;
}) {
  const { queryKey, fetch, columns, rowId, onOpen, live, empty, emptyHint, label, red } = props;
  const t = useT();
  const body = useRef<HTMLTableSectionElement>(null);
  const list = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => fetch(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    meta: { live },
  });
  const steer = (event: KeyboardEvent<HTMLTableRowElement>, row: Row) => {
    if (event.target !== event.currentTarget) return;
    const rows = [...(body.current?.rows ?? [])];
    const at = rows.indexOf(event.currentTarget);
    const to = { ArrowDown: at + 1, j: at + 1, ArrowUp: at - 1, k: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      rows[to]?.focus();
    } else if (event.key === "Enter" && onOpen) {
      event.preventDefault();
      onOpen(row);
    }
  };
  if (list.isPending) return <Skeleton active />;
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="queue">
      <ProblemAlert problem={list.error ? asProblem(list.error) : null} retry={() => list.refetch()} />
      {rows.length === 0 && !list.error && <Empty text={empty} hint={emptyHint} />}
      {rows.length > 0 && (
        <table aria-label={label}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th
                  key={column.id}
                  scope="col"
                  className={column.number ? "figure" : ""}
                  style={{ width: column.width }}
                >
                  {column.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody ref={body}>
            {rows.map((row, at) => (
              <tr
                key={rowId(row)}
                tabIndex={at === 0 ? 0 : -1}
                className={`${onOpen ? "opens" : ""} ${red?.(row) ? "red-row" : ""}`}
                onKeyDown={(event) => steer(event, row)}
                onClick={(event) => {
                  if (!(event.target as HTMLElement).closest("a, button, input, label")) onOpen?.(row);
                }}
              >
                {columns.map((column) => (
                  <td key={column.id} className={column.number ? "figure" : ""}>
                    {column.show(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {list.hasNextPage && (
        <Button onClick={() => list.fetchNextPage()} loading={list.isFetchingNextPage}>
          {t("list.more")}
        </Button>
      )}
    </div>
  );
}
