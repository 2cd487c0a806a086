import { useQuery } from "@tanstack/react-query";
import { batched } from "./batch";
import { answer, api } from "./client";
import type { components } from "./schema";

/** A job sheet in brief: number, customers, stage, what is owed. */
export type SheetInBrief = components["schemas"]["customer_service_JobSheetLine"];

const fetchSheet = batched<SheetInBrief>(
  async (order_ids) =>
    (await answer(api.GET("/v1/job-sheets", { params: { query: { order_ids, limit: order_ids.length } } }))).items,
  (sheet) => sheet.order_id,
);

/** An order in brief, for lists of other departments; undefined while it is not known or not wanted. */
export function useSheet(orderId: string | null): SheetInBrief | undefined {
  const { data } = useQuery({
    queryKey: ["sheet", orderId],
    queryFn: () => fetchSheet(orderId ?? ""),
    enabled: orderId !== null,
    staleTime: 5 * 60_000,
    retry: false,
    meta: { live: ["order.", "customer.checked_in"], ...(orderId ? { subject: orderId } : {}) },
  });
  return data ?? undefined;
}
