import { PictureOutlined } from "@ant-design/icons";
import type { Desk } from "../desk";

/** What the shell knows of this desk before it is opened. */
export const postProduction: Desk = {
  id: "post-production",
  permissions: [
    "post_production.photos.import",
    "post_production.selections.do",
    "post_production.work.do",
    "post_production.production.do",
  ],
  icon: PictureOutlined,
  load: () => import("./index"),
  steps: {
    IMPORT_PROOFS: { permission: "post_production.photos.import", to: (id) => `/post-production?order=${id}` },
    SELECT_PHOTOS: { permission: "post_production.selections.do", to: (id) => `/post-production?order=${id}` },
    ACCEPT_HANDOVER_BOOK: { permission: "post_production.handover.accept", to: (id) => `/post-production?order=${id}` },
    DESIGN_LAYOUT: { permission: "post_production.work.do", to: (id) => `/post-production?order=${id}` },
    PRODUCE_PIECES: { permission: "post_production.production.do", to: (id) => `/post-production?order=${id}` },
  },
};
