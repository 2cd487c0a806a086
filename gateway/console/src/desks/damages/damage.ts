import { answer, api, type components, type Sent } from "@/api";
import { money } from "@/format";
import { word } from "@/i18n";

type Schemas = components["schemas"];
export type Damage = Schemas["reception_DamageOut"];
export type DamageIn = Schemas["reception_DamageIn"];
export type OfferIn = Schemas["reception_OfferIn"];
export type MadeGoodIn = Schemas["reception_MadeGoodIn"];
export type Kind = Damage["kind"];
export type How = OfferIn["how"];

export const KINDS: readonly Kind[] = ["DAMAGED", "LOST"];
export const WAYS: readonly How[] = ["REPAIR", "REPLACEMENT", "REFUND", "FINANCE"];
/** Ways that are an amount of money: it has to be said. */
export const PAID: readonly How[] = ["REFUND", "FINANCE"];

/** What is stale after a step. */
export const STALE = [["damages"], ["manager", "approvals", "damages"], ["order"]] as const;

/** Facts after which a list of damages is read again. */
export const LIVE = ["damage."] as const;

/** What is offered, in one line. */
export const offerOf = ({ how, amount }: Damage) =>
  how ? [word("damages.how", how), amount.amount > 0 && money(amount)].filter(Boolean).join(" · ") : "";

const at = (damage_id: string) => ({ path: { damage_id } });
/** As it was read: whoever answers an offer answers the one he has seen. */
const seen = ({ id, version }: Pick<Damage, "id" | "version">) => ({
  ...at(id),
  header: { "if-match": `"${version}"` },
});

/** The steps of a report, each one request. */
export const steps = {
  report: (order_id: string, body: DamageIn, { headers }: Sent) =>
    answer(api.POST("/v1/orders/{order_id}/damages", { params: { path: { order_id } }, body, headers })),
  offer: (damage: Damage, body: OfferIn, { headers }: Sent) =>
    answer(api.POST("/v1/damages/{damage_id}/offer", { params: seen(damage), body, headers })),
  approve: (damage: Damage, { headers }: Sent) =>
    answer(api.POST("/v1/damages/{damage_id}/approval", { params: seen(damage), headers })),
  reject: (damage: Damage, reason: string, { headers }: Sent) =>
    answer(api.POST("/v1/damages/{damage_id}/rejection", { params: seen(damage), body: { reason }, headers })),
  makeGood: (damage: Damage, body: MadeGoodIn, { headers }: Sent) =>
    answer(api.POST("/v1/damages/{damage_id}/settlement", { params: at(damage.id), body, headers })),
  close: (damage: Damage, finding: string, { headers }: Sent) =>
    answer(api.POST("/v1/damages/{damage_id}/finding", { params: at(damage.id), body: { finding }, headers })),
};
