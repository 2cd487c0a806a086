import { answer, api, type components, type Sent } from "@/api";

type Schemas = components["schemas"];
export type Work = Schemas["reception_WorkOrderOut"];
export type Service = Schemas["reception_ExtraServiceOut"];

/** What is stale after a step: lists of work orders, and what is owed on the order. */
export const STALE = [["work-orders"], ["reception"], ["order"], ["sheet"]] as const;

/** Facts after which a list of work orders is read again. */
export const LIVE = ["work_order."] as const;

/** States in which nobody is responsible yet. */
export const UNDISPATCHED: readonly string[] = ["REQUESTED", "ACCEPTED"];
/** States before the work has begun: it can be cleared without a word about money. */
export const BEFORE_WORK: readonly string[] = ["REQUESTED", "ACCEPTED", "DISPATCHED", "TAKEN"];

const at = (work: Work) => ({ path: { work_order_id: work.id } });
/** As it was read: whoever changes who does it or when, changes what he has seen. */
const seen = (work: Work) => ({ ...at(work), header: { "if-match": `"${work.version}"` } });

/** The steps of a work order, each one request. */
export const steps = {
  read: (work_order_id: string) =>
    answer(api.GET("/v1/work-orders/{work_order_id}", { params: { path: { work_order_id } } })),
  dispatch: (work: Work, body: Schemas["reception_DispatchIn"], { headers }: Sent) =>
    answer(api.POST("/v1/work-orders/{work_order_id}/dispatch", { params: seen(work), body, headers })),
  answer: (work: Work, { headers }: Sent) =>
    answer(api.POST("/v1/work-orders/{work_order_id}/answer", { params: at(work), headers })),
  decline: (work: Work, explanation: string, { headers }: Sent) =>
    answer(api.POST("/v1/work-orders/{work_order_id}/refusal", { params: at(work), body: { explanation }, headers })),
  move: (work: Work, appointed_at: string, { headers }: Sent) =>
    answer(
      api.POST("/v1/work-orders/{work_order_id}/appointment", { params: seen(work), body: { appointed_at }, headers }),
    ),
  take: (work: Work, { headers }: Sent) =>
    answer(api.POST("/v1/work-orders/{work_order_id}/taking", { params: at(work), headers })),
  start: (work: Work, confirmed_by: string, { headers }: Sent) =>
    answer(api.POST("/v1/work-orders/{work_order_id}/start", { params: at(work), body: { confirmed_by }, headers })),
  finish: (work: Work, { headers }: Sent) =>
    answer(api.POST("/v1/work-orders/{work_order_id}/completion", { params: at(work), headers })),
  sign: (work: Work, body: Schemas["reception_SignIn"], { headers }: Sent) =>
    answer(api.POST("/v1/work-orders/{work_order_id}/signature", { params: at(work), body, headers })),
  redo: (work: Work, reason: string, { headers }: Sent) =>
    answer(api.POST("/v1/work-orders/{work_order_id}/redo", { params: at(work), body: { reason }, headers })),
  escalate: (work: Work, reason: string, { headers }: Sent) =>
    answer(api.POST("/v1/work-orders/{work_order_id}/escalation", { params: at(work), body: { reason }, headers })),
  settle: (work: Work, body: Schemas["reception_SettleIn"], { headers }: Sent) =>
    answer(api.POST("/v1/work-orders/{work_order_id}/settlement", { params: at(work), body, headers })),
  cancel: (work: Work, reason: string, { headers }: Sent) =>
    answer(api.POST("/v1/work-orders/{work_order_id}/cancellation", { params: at(work), body: { reason }, headers })),
};
