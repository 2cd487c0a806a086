import { t } from "@/i18n";

/** What a leave is called where it holds somebody; other reasons are written by people. */
const LEAVE = "leave";

/** Why somebody or something is not to be had. */
export const awayWords = (note: string | null | undefined): string =>
  note === LEAVE ? t("scheduling.page.leave") : (note ?? t("scheduling.held"));
