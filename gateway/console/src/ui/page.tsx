import { useEffect, type ReactNode } from "react";
import { useShortcut, type Shortcut } from "@/shell/shortcuts";
import { t as text } from "@/i18n";

function Key({ shortcut }: { shortcut: Shortcut }) {
  useShortcut(shortcut.keys, shortcut.label, shortcut.run, shortcut);
  return null;
}

/** A desk's page: title, actions on the right, its shortcuts. */
export function Page(props: {
  title: ReactNode;
  /** For the browser's tab when the title is no plain text. */
  name?: string;
  note?: ReactNode;
  actions?: ReactNode;
  shortcuts?: readonly Shortcut[];
  children: ReactNode;
}) {
  const { title, name, note, actions, shortcuts = [], children } = props;
  const tab = name ?? (typeof title === "string" ? title : "");
  useEffect(() => {
    document.title = tab ? `${tab} · ${text("brand.full")}` : text("brand.full");
  }, [tab]);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{title}</h1>
        {note && <span className="page-note">{note}</span>}
        <span className="grow" />
        {actions && <div className="page-actions">{actions}</div>}
      </div>
      {shortcuts.map((shortcut) => (
        <Key key={shortcut.keys} shortcut={shortcut} />
      ))}
      {children}
    </div>
  );
}
