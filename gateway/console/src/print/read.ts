import { useQuery } from "@tanstack/react-query";
import { answer, api, type components } from "@/api";
import { noteBusinessTime } from "@/format";
import type { Department, OrderPage, Sheet } from "@/order/sheet";

type Schemas = components["schemas"];

/** What each department says of the order; null where it says nothing. */
export interface Parts {
  sheet: Sheet;
  reception: Schemas["reception_ReceptionPart"] | null;
  scheduling: Schemas["scheduling_OrderScheduling"] | null;
  post_production: Schemas["post_production_OrderOut"] | null;
  pickup: Schemas["pickup_OrderPickup"] | null;
  /** Departments that could not be asked: what they know is missing on the paper. */
  silent: Department[];
}

const ASKED = ["reception", "scheduling", "post_production", "pickup"] as const;

/** Everything a paper is put together from: one composed answer, as this person may read it. */
export function useParts(orderId: string) {
  return useQuery({
    queryKey: ["print", orderId],
    queryFn: async (): Promise<Parts> => {
      const path = { order_id: orderId };
      const found = await answer(api.GET("/v1/orders/{order_id}/job-sheet", { params: { path } }));
      const page = found as unknown as OrderPage;
      noteBusinessTime(page.now);
      const said = (department: (typeof ASKED)[number]) => (page[department].available ? page[department].data : null);
      const nothing = ["not_found", "forbidden"];
      return {
        sheet: (page.job_sheet.data ?? {}) as Sheet,
        reception: said("reception") as Parts["reception"],
        scheduling: said("scheduling") as Parts["scheduling"],
        post_production: said("post_production") as Parts["post_production"],
        pickup: said("pickup") as Parts["pickup"],
        silent: ASKED.filter((one) => !page[one].available && !nothing.includes(page[one].reason ?? "")),
      };
    },
    staleTime: 0,
  });
}
