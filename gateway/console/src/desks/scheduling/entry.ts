import { CalendarOutlined } from "@ant-design/icons";
import type { Desk } from "../desk";

/** What the shell knows of this desk before it is opened. */
export const scheduling: Desk = {
  id: "scheduling",
  key: "2",
  permissions: ["scheduling.bookings.make", "scheduling.shoots.do"],
  icon: CalendarOutlined,
  load: () => import("./index"),
  steps: {
    CONFIRM_SHOOT: { permission: "scheduling.bookings.confirm", to: (id) => `/scheduling?order=${id}` },
    CHOOSE_CLOTHES: { permission: "scheduling.fittings.record", to: (id) => `/scheduling?order=${id}` },
    BEGIN_SHOOT: { permission: "scheduling.shoots.do", to: () => "/scheduling/shoot-day" },
    COMPLETE_SHOOT: { permission: "scheduling.shoots.do", to: () => "/scheduling/shoot-day" },
    AGREE_NEW_DATE: { permission: "scheduling.bookings.make", to: (id) => `/scheduling?order=${id}` },
  },
};
