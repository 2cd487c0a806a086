import type { ReactNode } from "react";
import { NavLink, useNavigate } from "react-router";
import { useT } from "@/i18n";
import { useMay } from "@/session/session";
import type { Shortcut } from "@/shell/shortcuts";
import { Page } from "@/ui";
import { addressOf, PLACES } from "./pages";

/** A page of the manager's desk, with the line of pages this person may use. */
export function DeskPage(props: {
  title: string;
  note?: ReactNode;
  actions?: ReactNode;
  shortcuts?: readonly Shortcut[];
  children: ReactNode;
}) {
  const { title, note, actions, shortcuts = [], children } = props;
  const t = useT();
  const may = useMay();
  const go = useNavigate();
  const places = PLACES.filter(({ permissions }) => permissions.some(may));
  const keys = places.map((place) => ({
    keys: place.keys,
    label: t(`manager.tab.${place.text}`),
    run: () => void go(addressOf(place)),
  }));
  return (
    <Page title={title} note={note} actions={actions} shortcuts={[...keys, ...shortcuts]}>
      <nav className="manager-nav" aria-label={t("desk.manager")}>
        {places.map((place) => (
          <NavLink key={place.path} to={addressOf(place)} end className="manager-place">
            {t(`manager.tab.${place.text}`)}
          </NavLink>
        ))}
      </nav>
      {children}
    </Page>
  );
}
