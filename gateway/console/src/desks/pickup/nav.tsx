import { useT } from "@/i18n";
import { useMay } from "@/session/session";
import { DeskNav } from "./desk-nav";

/** The pages of the pickup desk that this person may use. */
export function PickupNav() {
  const t = useT();
  const may = useMay();
  const pages = [
    { to: "/pickup", title: t("pickup.board.title"), keys: "g b", permission: "pickup.board.read" },
    { to: "/pickup/arrivals", title: t("pickup.arrivals.title"), keys: "g a", permission: "pickup.arrivals.record" },
    { to: "/pickup/missing", title: t("pickup.missing.title"), keys: "g m", permission: "pickup.board.read" },
    { to: "/pickup/pieces", title: t("pickup.pieces.title"), keys: "g s", permission: "pickup.pieces.read" },
    { to: "/pickup/cards", title: t("pickup.cards.title"), keys: "g c", permission: "pickup.cards.read" },
  ];
  return <DeskNav label={t("desk.pickup")} pages={pages.filter(({ permission }) => may(permission))} />;
}
