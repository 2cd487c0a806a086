import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api, type Page } from "@/api/client";
import { useBranch, useSession } from "@/session/session";
import { goesOnAt, rowsOf, type Part } from "./lines";

/** A list that the day shows the beginning of. */
export type Listed = "contacts" | "bookings" | "late" | "owes";

/** The rows of a block: those that the day began with, and behind them those read when somebody asked. */
export interface Rows<Row> {
  rows: readonly Row[];
  /** Whether there are rows that have not been read. */
  left: boolean;
  loading: boolean;
  read: () => void;
}

/** When the day that is shown is over. */
interface Day {
  day: string;
  until: string;
}

/** How a list of the day goes on: the same question that the day's beginning was the answer to. */
function useReading({ day, until }: Day): Record<Listed, (cursor: string | undefined) => Promise<Page<unknown>>> {
  const { id: branch_id } = useBranch();
  const { me } = useSession();
  const sheets = (which: { late: true } | { owes: true }) => (cursor: string | undefined) =>
    answer(api.GET("/v1/job-sheets", { params: { query: { branch_id, ...which, limit: 50, cursor } } }));
  return {
    contacts: (cursor) => {
      const query = { branch_id, assignee_id: me.staff, to_do: true, due_before: until, limit: 50, cursor };
      return answer(api.GET("/v1/contacts", { params: { query } }));
    },
    bookings: (cursor) =>
      answer(api.GET("/v1/bookings", { params: { query: { branch_id, from: day, to: day, limit: 50, cursor } } })),
    late: sheets({ late: true }),
    owes: sheets({ owes: true }),
  };
}

/** A list of the day beyond its beginning, read when somebody asks for it. */
export function useRows<Row>(part: Part, listed: Listed, day: Day): Rows<Row> {
  const { id: branch_id } = useBranch();
  const [wanted, setWanted] = useState(false);
  const reading = useReading(day);
  const cursor = goesOnAt(part);
  const list = useInfiniteQuery({
    queryKey: ["today", branch_id, listed, day.until, cursor],
    queryFn: ({ pageParam }) => reading[listed](pageParam),
    initialPageParam: cursor ?? undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    enabled: wanted && cursor !== null,
    meta: { live: ["*"] },
  });
  const further = cursor === null ? [] : (list.data?.pages.flatMap((page) => page.items) ?? []);
  return {
    rows: [...rowsOf<Row>(part), ...(further as Row[])],
    left: cursor !== null && (!list.data || list.hasNextPage),
    loading: list.isFetching,
    read: () => {
      setWanted(true);
      if (list.data) void list.fetchNextPage();
    },
  };
}
