import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { useBranch } from "@/session/session";
import { goesOnAt, type Part, type SheetLine } from "./lines";

/** What a list of job sheets is about. */
export type Sheets = { late: true } | { owes: true };

interface Further {
  rows: SheetLine[];
  /** Whether there are rows that have not been read. */
  left: boolean;
  loading: boolean;
  read: () => void;
}

/** The job sheets behind those that the day began with, read when somebody asks for them. */
export function useFurther(part: Part, about: Sheets | undefined): Further {
  const { id: branch_id } = useBranch();
  const [wanted, setWanted] = useState(false);
  const cursor = goesOnAt(part);
  const list = useInfiniteQuery({
    queryKey: ["today", branch_id, about, cursor],
    queryFn: ({ pageParam }) =>
      answer(api.GET("/v1/job-sheets", { params: { query: { branch_id, ...about, limit: 50, cursor: pageParam } } })),
    initialPageParam: cursor ?? undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    enabled: wanted && about !== undefined && cursor !== null,
    meta: { live: ["*"] },
  });
  const rows = cursor === null ? [] : (list.data?.pages.flatMap((page) => page.items) ?? []);
  const left = cursor !== null && (!list.data || list.hasNextPage);
  return {
    rows: rows as SheetLine[],
    left,
    loading: list.isFetching,
    read: () => {
      setWanted(true);
      if (list.data) void list.fetchNextPage();
    },
  };
}
