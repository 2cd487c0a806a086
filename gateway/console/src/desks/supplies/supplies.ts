import { answer, api, type components, type Sent } from "@/api";

type Schemas = components["schemas"];
export type Supply = Schemas["scheduling_SupplyOut"];
export type Purchase = Schemas["scheduling_PurchaseOut"];
export type Department = Supply["department"];

export const DEPARTMENTS = [
  "RECEPTION",
  "MAKE_UP",
  "PHOTOGRAPHY",
  "POST_PRODUCTION",
  "PICKUP",
  "CUSTOMER_SERVICE",
] as const satisfies readonly Department[];

/** Whose shelf somebody of that role looks at first; all of them where the work is everywhere. */
const AT_HOME: Readonly<Record<string, Department>> = {
  consultant: "RECEPTION",
  cashier: "RECEPTION",
  reception_manager: "RECEPTION",
  makeup_artist: "MAKE_UP",
  photographer: "PHOTOGRAPHY",
  assistant: "PHOTOGRAPHY",
  retoucher: "POST_PRODUCTION",
  designer: "POST_PRODUCTION",
  production: "POST_PRODUCTION",
  pickup_clerk: "PICKUP",
  service_agent: "CUSTOMER_SERVICE",
  service_manager: "CUSTOMER_SERVICE",
};

/** The one department that somebody's roles belong to, null where they belong to none or several. */
export function homeOf(roles: readonly string[]): Department | null {
  const homes = new Set(roles.map((role) => AT_HOME[role] ?? null));
  const [first = null] = homes;
  return homes.size === 1 ? first : null;
}

/** What has to be read anew after anything happened to a consumable. */
export const STALE = [["supplies"], ["manager", "approvals", "purchases"]] as const;

/** Facts after which these lists are read again. */
export const LIVE = ["supply.", "purchase."] as const;

const about = (purchase: Purchase) => ({ params: { path: { purchase_id: purchase.id } } });

/** What becomes of a purchase request, each step one request. */
export const steps = {
  approve: (purchase: Purchase, reason: string, { headers }: Sent) =>
    answer(api.POST("/v1/purchases/{purchase_id}/approval", { ...about(purchase), body: { reason }, headers })),
  reject: (purchase: Purchase, note: string) =>
    answer(api.POST("/v1/purchases/{purchase_id}/rejection", { ...about(purchase), body: { note } })),
  receive: (purchase: Purchase, quantity: number, { headers }: Sent) =>
    answer(api.POST("/v1/purchases/{purchase_id}/arrivals", { ...about(purchase), body: { quantity }, headers })),
  end: (purchase: Purchase, note: string) =>
    answer(api.POST("/v1/purchases/{purchase_id}/end", { ...about(purchase), body: { note } })),
};
