/** A page of the manager's desk: where, which word names its tab, which key leads there, who may. */
export interface Place {
  path: string;
  text: string;
  keys: string;
  /** One of these is enough. */
  permissions: readonly string[];
}

export const PLACES: readonly Place[] = [
  { path: "", text: "figures", keys: "g f", permissions: ["reception.days.read"] },
  { path: "month", text: "branch_month", keys: "g e", permissions: ["reception.figures.read"] },
  { path: "approvals", text: "approvals", keys: "g a", permissions: ["reception.refunds.approve"] },
  { path: "targets", text: "targets", keys: "g o", permissions: ["reception.targets.read"] },
  { path: "quality", text: "quality", keys: "g q", permissions: ["post_production.quality.judge"] },
  { path: "late", text: "late", keys: "g l", permissions: ["customer_service.complaints.read"] },
  { path: "rota", text: "rota", keys: "g r", permissions: ["reception.rotas.manage"] },
  { path: "packages", text: "packages", keys: "g p", permissions: ["reception.packages.manage"] },
  { path: "services", text: "services", keys: "g x", permissions: ["reception.extra_services.manage"] },
  { path: "service-month", text: "service_month", keys: "g m", permissions: ["reception.figures.read"] },
  { path: "capacity", text: "capacity", keys: "g c", permissions: ["scheduling.capacity.manage"] },
  { path: "links", text: "links", keys: "g k", permissions: ["customer_service.customer_links.make"] },
  { path: "texts", text: "texts", keys: "g t", permissions: ["customer_service.templates.read"] },
  { path: "people", text: "people", keys: "g s", permissions: ["gateway.staff.read"] },
  { path: "branches", text: "branches", keys: "g b", permissions: ["gateway.branches.manage"] },
  { path: "keys", text: "keys", keys: "g i", permissions: ["gateway.api_keys.manage"] },
  { path: "audit", text: "audit", keys: "g u", permissions: ["gateway.audit.read", "reception.reveals.read"] },
];

/** The address of a page. */
export const addressOf = (place: Place) => (place.path ? `/manager/${place.path}` : "/manager");
