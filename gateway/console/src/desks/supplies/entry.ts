import { ShoppingOutlined } from "@ant-design/icons";
import type { Desk } from "../desk";

/** What the shell knows of this desk before it is opened: every department uses something up. */
export const supplies: Desk = {
  id: "supplies",
  key: "8",
  permissions: ["scheduling.supplies.use", "scheduling.purchases.approve"],
  icon: ShoppingOutlined,
  load: () => import("./index"),
  steps: {},
};
