import { InboxOutlined } from "@ant-design/icons";
import type { Desk } from "../desk";

/** What the shell knows of this desk before it is opened. */
export const pickup: Desk = {
  id: "pickup",
  key: "4",
  permissions: ["pickup.board.read", "pickup.handovers.do"],
  icon: InboxOutlined,
  load: () => import("./index"),
  steps: {
    CHECK_READINESS: { permission: "pickup.arrivals.record", to: (id) => `/pickup/orders/${id}` },
    PICK_UP: { permission: "pickup.handovers.do", to: (id) => `/pickup/orders/${id}` },
  },
};
