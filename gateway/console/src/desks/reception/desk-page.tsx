import type { ReactNode } from "react";
import { NavLink, useNavigate } from "react-router";
import { useT } from "@/i18n";
import { useMay } from "@/session/session";
import type { Shortcut } from "@/shell/shortcuts";
import { Page } from "@/ui";

const ROOMS = [
  { id: "front", path: "/reception", key: "1", needs: "gateway.orders.read" },
  { id: "orders", path: "/reception/orders", key: "2", needs: "reception.orders.read" },
  { id: "day", path: "/reception/day", key: "3", needs: "reception.days.read" },
  { id: "approvals", path: "/reception/approvals", key: "4", needs: "reception.orders.read" },
  { id: "storage", path: "/reception/storage", key: "5", needs: "reception.storage.read" },
  { id: "keeping", path: "/reception/keeping", key: "6", needs: "reception.keeping.read" },
  { id: "selections", path: "/reception/selections", key: "7", needs: "post_production.preparations.read" },
  { id: "directory", path: "/reception/directory", key: "8", needs: "gateway.branches.read" },
  { id: "cards", path: "/reception/cards", key: "9", needs: "reception.job_cards.hand_over" },
] as const;

/** A page of reception with the way to the others; keys 1 … 9 go there. */
export function DeskPage(props: {
  title: ReactNode;
  name?: string;
  note?: ReactNode;
  actions?: ReactNode;
  shortcuts?: readonly Shortcut[];
  children: ReactNode;
}) {
  const { shortcuts = [], children, ...head } = props;
  const t = useT();
  const may = useMay();
  const go = useNavigate();
  const rooms = ROOMS.filter(({ needs }) => may(needs));
  const keys = rooms.map(({ id, path, key }) => ({
    keys: key,
    label: t(`reception.room.${id}`),
    run: () => void go(path),
  }));
  return (
    <Page {...head} shortcuts={[...shortcuts, ...keys]}>
      <nav className="rc-rooms" aria-label={t("reception.rooms")}>
        {rooms.map(({ id, path, key }) => (
          <NavLink key={id} to={path} end={id === "front"}>
            {t(`reception.room.${id}`)} <kbd aria-hidden>{key}</kbd>
          </NavLink>
        ))}
      </nav>
      {children}
    </Page>
  );
}
