import { BarChartOutlined } from "@ant-design/icons";
import type { Desk } from "../desk";

/** What the shell knows of this desk before it is opened. */
export const manager: Desk = {
  id: "manager",
  key: "6",
  permissions: [
    "reception.refunds.approve",
    "gateway.staff.manage",
    "post_production.reworks.approve",
    "scheduling.leaves.approve_long",
    "reception.packages.manage",
  ],
  icon: BarChartOutlined,
  load: () => import("./index"),
  steps: {},
};
