import { ShopOutlined } from "@ant-design/icons";
import type { Desk } from "../desk";

/** What the shell knows of this desk before it is opened. */
export const reception: Desk = {
  id: "reception",
  key: "1",
  permissions: ["reception.visits.register", "reception.payments.take", "reception.days.read"],
  icon: ShopOutlined,
  load: () => import("./index"),
  steps: {
    BOOK_ORDER: { permission: "reception.orders.place", to: (id) => `/reception?order=${id}` },
    FIX_SHOOT_DATE: { permission: "scheduling.bookings.make", to: (id) => `/reception?order=${id}` },
    CHECK_IN: { permission: "reception.check_in.do", to: (id) => `/reception?order=${id}` },
    BOOK_SELECTION: { permission: "scheduling.bookings.make", to: (id) => `/reception?order=${id}` },
  },
};
