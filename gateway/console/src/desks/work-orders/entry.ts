import { ToolOutlined } from "@ant-design/icons";
import type { Desk } from "../desk";

/** What the shell knows of this desk before it is opened: everybody who works with customers does extra services. */
export const workOrders: Desk = {
  id: "work-orders",
  key: "7",
  permissions: ["reception.work_orders.do", "reception.work_orders.dispatch", "reception.work_orders.settle"],
  icon: ToolOutlined,
  load: () => import("./index"),
  steps: {},
};
