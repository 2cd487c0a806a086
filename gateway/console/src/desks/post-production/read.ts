import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { answer, answerWithTag, api, type components } from "@/api";

type Schemas = components["schemas"];
export type OrderPart = Schemas["post_production_OrderOut"];
export type PhotoSet = Schemas["post_production_PhotoSetOut"];
export type Photo = Schemas["post_production_PhotoOut"];
export type Selection = Schemas["post_production_SelectionOut"];
export type Choice = Schemas["post_production_ChoiceOut"];
export type Purpose = Choice["purposes"][number];
export type WorkItem = Schemas["post_production_WorkItemOut"];
export type Layout = Schemas["post_production_LayoutOut"];
export type Piece = Schemas["post_production_PieceOut"];
export type Rework = Schemas["post_production_ReworkOut"];
export type Book = Schemas["post_production_BookOut"];
export type SheetLine = Schemas["customer_service_JobSheetLine"];

/** Everything this desk has read; a command of this desk makes it stale. */
export const DESK = ["post-production"] as const;
/** Facts after which this desk's readings are old. */
export const LIVE = [
  "photos.",
  "selection.",
  "handover_book.",
  "layout.",
  "production.",
  "piece.",
  "rework.",
  "step.",
  "order.",
  "shoot.",
] as const;

const partOf = (order_id: string) => ({
  queryKey: [...DESK, "order", order_id],
  queryFn: () => answer(api.GET("/v1/orders/{order_id}/post-production", { params: { path: { order_id } } })),
  meta: { live: LIVE },
});

/** The department's part of an order, for lists of them. */
export const orderPartQuery = partOf;

const DEVELOPING = 3_000;
const developing = (set: PhotoSet) => set.received > set.ready + set.broken;

/** The department's part of an order. */
export function useOrderPart(orderId: string): UseQueryResult<OrderPart> {
  // Previews are made one by one without an event each.
  return useQuery({
    ...partOf(orderId),
    refetchInterval: ({ state }) => (state.data?.photo_sets.some(developing) ? DEVELOPING : false),
  });
}

/** A selection with the tag that an edit of its products must carry. */
export interface TaggedSelection {
  data: Selection;
  tag: string | null;
}

export const selectionKey = (id: string) => [...DESK, "selection", id] as const;

/** The selection as it stands. */
export function useSelection(id: string | undefined): UseQueryResult<TaggedSelection> {
  return useQuery({
    queryKey: selectionKey(id ?? ""),
    queryFn: () =>
      answerWithTag(api.GET("/v1/selections/{selection_id}", { params: { path: { selection_id: id ?? "" } } })),
    enabled: id !== undefined,
    meta: { live: ["selection."] },
  });
}

/** The order's line in the lists of job sheets: number, names, stage, what is owed. */
export function useSheet(order_id: string) {
  return useQuery({
    queryKey: [...DESK, "sheet", order_id],
    queryFn: () => answer(api.GET("/v1/job-sheets/{order_id}", { params: { path: { order_id } } })),
    meta: { live: LIVE },
  });
}
