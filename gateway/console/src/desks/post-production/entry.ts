import { PictureOutlined } from "@ant-design/icons";
import type { Desk } from "../desk";

const workspace = (id: string) => `/post-production/orders/${id}`;

/** What the shell knows of this desk before it is opened. */
export const postProduction: Desk = {
  id: "post-production",
  key: "3",
  permissions: [
    "post_production.photos.import",
    "post_production.selections.do",
    "post_production.work.do",
    "post_production.production.do",
    "post_production.reworks.approve",
  ],
  icon: PictureOutlined,
  load: () => import("./index"),
  steps: {
    IMPORT_PROOFS: { permission: "post_production.photos.import", to: workspace },
    SELECT_PHOTOS: { permission: "post_production.selections.do", to: workspace },
    ACCEPT_HANDOVER_BOOK: { permission: "post_production.handover.accept", to: () => "/post-production/handover" },
    DESIGN_LAYOUT: { permission: "post_production.work.do", to: workspace },
    APPROVE_LAYOUT: { permission: "post_production.layouts.answer", to: workspace },
    PRODUCE_PIECES: { permission: "post_production.production.do", to: workspace },
  },
  orderPart: { department: "post_production", load: () => import("./order-part") },
};
