import { CustomerServiceOutlined } from "@ant-design/icons";
import type { Desk } from "../desk";

/** What the shell knows of this desk before it is opened. */
export const customerService: Desk = {
  id: "customer-service",
  key: "5",
  permissions: [
    "customer_service.contacts.do",
    "customer_service.complaints.judge",
    "customer_service.complaints.decide",
  ],
  icon: CustomerServiceOutlined,
  load: () => import("./index"),
  steps: {
    SATISFACTION_CALL: { permission: "customer_service.contacts.do", to: (id) => `/customer-service?order=${id}` },
  },
};
