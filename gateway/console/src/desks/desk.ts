import type { ComponentType } from "react";

/** A department's part of an order, as `GET /v1/orders/{id}/<department>` answers it. */
export interface OrderPartProps {
  orderId: string;
  data: unknown;
}

/** Where a next step of the job sheet is taken, and who may. */
export interface StepPlace {
  permission: string;
  to: (orderId: string) => string;
}

/** A desk: everything the shell must know before the desk's own chunk is loaded. */
export interface Desk {
  /** Also its address, its folder and its namespace of texts. */
  id: string;
  /** Opens the desk after `g`: the same for everybody, whichever desks they have; 0 stands above the branches. */
  key: string;
  /** One of these is enough to see the desk in the menu. */
  permissions: readonly string[];
  /** Only for people who work in several branches. */
  ofSeveral?: boolean;
  icon: ComponentType<{ "aria-hidden"?: boolean }>;
  /** The desk's `index.tsx`; its default export holds `<Routes>` below `/<id>`. */
  load: () => Promise<{ default: ComponentType }>;
  /** Next steps of the job sheet (by code) that are taken at this desk. */
  steps: Readonly<Record<string, StepPlace>>;
  /** A better view of the department's part on the order page than the general one. */
  orderPart?: { department: string; load: () => Promise<{ default: ComponentType<OrderPartProps> }> };
}
