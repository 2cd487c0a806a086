import type { ReactNode } from "react";
import { NavLink, useNavigate } from "react-router";
import { useT } from "@/i18n";
import { useMay } from "@/session/session";
import type { Shortcut } from "@/shell/shortcuts";
import { Page } from "@/ui";

const PLACES = [
  { id: "orders", to: "/post-production", keys: "alt+1", permission: "customer_service.job_sheets.read" },
  { id: "work", to: "/post-production/work", keys: "alt+2", permission: "post_production.work.read" },
  { id: "handover", to: "/post-production/handover", keys: "alt+3", permission: "post_production.handover.read" },
  { id: "production", to: "/post-production/production", keys: "alt+4", permission: "post_production.production.read" },
  { id: "reworks", to: "/post-production/reworks", keys: "alt+5", permission: "post_production.reworks.read" },
  {
    id: "preparations",
    to: "/post-production/preparations",
    keys: "alt+6",
    permission: "post_production.preparations.read",
  },
] as const;

/** A page of this desk: its places on top, alt+1 … alt+6 lead there. */
export function DeskPage(props: {
  title: string;
  note?: ReactNode;
  actions?: ReactNode;
  shortcuts?: readonly Shortcut[];
  children: ReactNode;
}) {
  const t = useT();
  const may = useMay();
  const go = useNavigate();
  const places = PLACES.filter(({ permission }) => may(permission));
  const keys = places.map(({ id, to, keys: key }) => ({
    keys: key,
    label: t(`post-production.place.${id}`),
    run: () => void go(to),
    typing: true,
  }));
  return (
    <Page
      title={props.title}
      note={props.note}
      actions={props.actions}
      shortcuts={[...keys, ...(props.shortcuts ?? [])]}
    >
      <nav className="pp-places" aria-label={t("post-production.places")}>
        {places.map(({ id, to }) => (
          <NavLink key={id} to={to} end>
            {t(`post-production.place.${id}`)}
          </NavLink>
        ))}
      </nav>
      {props.children}
    </Page>
  );
}
