/** A page of the manager's desk: where, which text names it, which key leads there, who may. */
export interface Place {
  path: string;
  text: string;
  keys: string;
  /** One of these is enough. */
  permissions: readonly string[];
}

export const PLACES: readonly Place[] = [
  { path: "", text: "figures.title", keys: "g f", permissions: ["reception.days.read"] },
  { path: "approvals", text: "approvals.title", keys: "g a", permissions: ["reception.refunds.approve"] },
  { path: "targets", text: "targets.title", keys: "g o", permissions: ["reception.targets.read"] },
  { path: "quality", text: "quality.title", keys: "g q", permissions: ["post_production.quality.judge"] },
  { path: "late", text: "late.title", keys: "g l", permissions: ["customer_service.complaints.read"] },
  { path: "rota", text: "rota.title", keys: "g r", permissions: ["reception.rotas.manage"] },
  { path: "packages", text: "packages.title", keys: "g p", permissions: ["reception.packages.manage"] },
  { path: "capacity", text: "capacity.title", keys: "g c", permissions: ["scheduling.capacity.manage"] },
  { path: "links", text: "links.title", keys: "g k", permissions: ["customer_service.customer_links.make"] },
  { path: "texts", text: "texts.title", keys: "g t", permissions: ["customer_service.templates.read"] },
  { path: "people", text: "people.title", keys: "g s", permissions: ["gateway.staff.read"] },
  { path: "branches", text: "branches.title", keys: "g b", permissions: ["gateway.branches.manage"] },
  { path: "audit", text: "audit.title", keys: "g u", permissions: ["gateway.audit.read", "reception.reveals.read"] },
];

/** The address of a page. */
export const addressOf = (place: Place) => (place.path ? `/manager/${place.path}` : "/manager");
