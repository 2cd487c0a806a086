import type { ThemeConfig } from "antd";

/** Without transitions nothing tells antd's motions that they are over: where they are not wanted, they do not begin. */
const motion = typeof matchMedia === "undefined" || !matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Warm paper, one accent, red only for what is late, owed or refused. The same colours stand in base.css. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: "#1d5752",
    colorInfo: "#1d5752",
    colorLink: "#1d5752",
    colorError: "#b3261e",
    colorWarning: "#8a5a00",
    colorWarningBg: "#fdf3dc",
    colorWarningBorder: "#e6cf96",
    colorSuccess: "#1d5752",
    colorSuccessBg: "#e2ece8",
    colorSuccessBorder: "#b9d0c8",
    colorInfoBg: "#e2ece8",
    colorInfoBorder: "#b9d0c8",
    colorErrorBg: "#fbe9e6",
    colorErrorBorder: "#e6b3ad",
    colorText: "#211e1a",
    colorTextSecondary: "#5d564c",
    colorTextPlaceholder: "#766e62",
    colorBgLayout: "#f6f2ea",
    colorBorder: "#cbc2b2",
    colorBorderSecondary: "#e3dccf",
    borderRadius: 6,
    fontSize: 16,
    controlHeight: 38,
    motion,
    fontFamily: "inherit",
  },
  components: { Modal: { titleFontSize: 18 } },
};
