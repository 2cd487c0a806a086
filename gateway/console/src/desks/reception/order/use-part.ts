import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/api";

/** Everything reception knows of an order, read again on any event about it. */
export function usePart(order_id: string, wanted = true) {
  return useQuery({
    queryKey: ["reception", "part", order_id],
    queryFn: () => answer(api.GET("/v1/orders/{order_id}/reception", { params: { path: { order_id } } })),
    enabled: wanted,
    meta: { live: ["*"], subject: order_id },
  });
}
