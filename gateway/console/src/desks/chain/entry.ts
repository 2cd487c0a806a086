import { ApartmentOutlined } from "@ant-design/icons";
import type { Desk } from "../desk";

/** What the shell knows of this desk before it is opened. */
export const chain: Desk = {
  id: "chain",
  key: "0",
  permissions: ["chain.read"],
  ofSeveral: true,
  icon: ApartmentOutlined,
  load: () => import("./index"),
  steps: {},
};
