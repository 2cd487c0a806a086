import { useQueries, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { answer, answerWithTag, api } from "@/api";
import { useSheet } from "@/api/sheets";
import { useBranch } from "@/session/session";
import type { Board } from "./planning";

/** Whatever moves on a board. */
export const MOVES = ["booking.", "shoot.", "order.", "plan.", "leave.", "dress.", "customer.checked_in"] as const;

const boardOf = (branch_id: string, day: string) => ({
  queryKey: ["scheduling", "board", branch_id, day],
  queryFn: () => answer(api.GET("/v1/boards/{branch_id}/{day}", { params: { path: { branch_id, day } } })),
  meta: { live: MOVES },
});

/** A day's board, kept up to date. */
export function useBoard(day: string, wanted = true): UseQueryResult<Board> {
  const { id } = useBranch();
  return useQuery({ ...boardOf(id, day), enabled: wanted && day !== "" });
}

/** The boards of several days side by side. */
export function useBoards(days: readonly string[]): UseQueryResult<Board>[] {
  const { id } = useBranch();
  return useQueries({ queries: days.map((day) => boardOf(id, day)) });
}

/** Orders that wait for a time, weddings first (SCH-07). */
export function useUnscheduled() {
  const { id: branch_id } = useBranch();
  return useQuery({
    queryKey: ["scheduling", "unscheduled", branch_id],
    queryFn: async () => (await answer(api.GET("/v1/unscheduled-orders", { params: { query: { branch_id } } }))).orders,
    meta: { live: MOVES },
  });
}

/** The capacity rules with the tag for saving them. */
export function useRules() {
  const { id: branch_id } = useBranch();
  return useQuery({
    queryKey: ["scheduling", "rules", branch_id],
    queryFn: () => answerWithTag(api.GET("/v1/capacity-rules", { params: { query: { branch_id } } })),
  });
}

/** Scheduling's part of an order. */
export function useOrderScheduling(order_id: string | null) {
  return useQuery({
    queryKey: ["scheduling", "order", order_id],
    enabled: order_id !== null,
    queryFn: () =>
      answer(api.GET("/v1/orders/{order_id}/scheduling", { params: { path: { order_id: order_id ?? "" } } })),
    meta: { live: MOVES, ...(order_id ? { subject: order_id } : {}) },
  });
}

/** Who the order's customers are; nobody while the job sheets are silent. */
export const useCustomers = (order_id: string): string[] => useSheet(order_id)?.person_ids ?? [];
