/** A page of the manager's desk: where, which text names it, which key leads there, who may. */
export interface Place {
  path: string;
  text: string;
  keys: string;
  permission: string;
}

export const PLACES: readonly Place[] = [
  { path: "", text: "figures.title", keys: "g f", permission: "reception.days.read" },
  { path: "approvals", text: "approvals.title", keys: "g a", permission: "reception.refunds.approve" },
  { path: "targets", text: "targets.title", keys: "g o", permission: "reception.targets.read" },
  { path: "late", text: "late.title", keys: "g l", permission: "customer_service.complaints.read" },
  { path: "rota", text: "rota.title", keys: "g r", permission: "reception.rotas.manage" },
  { path: "packages", text: "packages.title", keys: "g p", permission: "reception.packages.manage" },
  { path: "capacity", text: "capacity.title", keys: "g c", permission: "scheduling.capacity.manage" },
  { path: "links", text: "links.title", keys: "g k", permission: "customer_service.customer_links.make" },
  { path: "texts", text: "texts.title", keys: "g t", permission: "customer_service.templates.read" },
  { path: "people", text: "people.title", keys: "g s", permission: "gateway.staff.read" },
  { path: "branches", text: "branches.title", keys: "g b", permission: "gateway.branches.manage" },
  { path: "audit", text: "audit.title", keys: "g u", permission: "gateway.audit.read" },
];

/** The address of a page. */
export const addressOf = (place: Place) => (place.path ? `/manager/${place.path}` : "/manager");
