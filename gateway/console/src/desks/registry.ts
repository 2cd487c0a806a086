import type { Desk } from "./desk";
import { chain } from "./chain/entry";
import { customerService } from "./customer-service/entry";
import { manager } from "./manager/entry";
import { pickup } from "./pickup/entry";
import { postProduction } from "./post-production/entry";
import { reception } from "./reception/entry";
import { scheduling } from "./scheduling/entry";
import { supplies } from "./supplies/entry";
import { workOrders } from "./work-orders/entry";

/** All desks in the order of the menu. The customer's page (`/c/:code`) has no place in it. */
export const desks: readonly Desk[] = [
  chain,
  reception,
  scheduling,
  postProduction,
  pickup,
  customerService,
  manager,
  workOrders,
  supplies,
];
