import { CheckCircleOutlined } from "@ant-design/icons";
import { useEffect, useState, type ReactNode } from "react";
import { NavLink, useNavigate } from "react-router";
import { useT } from "@/i18n";
import { useMay } from "@/session/session";
import type { Shortcut } from "@/shell/shortcuts";
import { Page } from "@/ui";
import { addressOf, PLACES } from "./pages";
import { Saved } from "./saved";

/** How long it is shown that something was saved. */
const SHOWN_MS = 8_000;

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
  const [saved, setSaved] = useState<{ what: string } | null>(null);
  useEffect(() => {
    if (!saved) return;
    const timer = setTimeout(() => setSaved(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [saved]);
  const places = PLACES.filter(({ permissions }) => permissions.some(may));
  const keys = places.map((place) => ({
    keys: place.keys,
    label: t(`manager.${place.text}`),
    run: () => void go(addressOf(place)),
  }));
  return (
    <Page title={title} note={note} actions={actions} shortcuts={[...keys, ...shortcuts]}>
      <nav className="manager-nav" aria-label={t("desk.manager")}>
        {places.map((place) => (
          <NavLink key={place.path} to={addressOf(place)} end className="manager-place">
            {t(`manager.${place.text}`)}
          </NavLink>
        ))}
      </nav>
      {saved && (
        <p role="status" className="manager-saved">
          <CheckCircleOutlined aria-hidden /> {t("manager.form.saved", { what: saved.what })}
        </p>
      )}
      <Saved value={(what) => setSaved({ what })}>{children}</Saved>
    </Page>
  );
}
