import { NavLink, useNavigate } from "react-router";
import { useShortcut } from "@/shell/shortcuts";
import "./desk-nav.css";

/** A page of a desk in the line of pages; `keys` lead there. */
export interface DeskPage {
  to: string;
  title: string;
  keys: string;
  count?: number;
}

function Place({ to, title, keys, count, end }: DeskPage & { end: boolean }) {
  const go = useNavigate();
  useShortcut(keys, title, () => void go(to));
  return (
    <NavLink to={to} end={end} className="desk-place">
      {title}
      {count !== undefined && count > 0 && <span className="count">{count}</span>}
    </NavLink>
  );
}

/** The pages of a desk, one line under its title. */
export function DeskNav({ label, pages }: { label: string; pages: readonly DeskPage[] }) {
  return (
    <nav className="desk-nav" aria-label={label}>
      {pages.map((page) => (
        // A page below one of these belongs to it, unless it is one of these itself.
        <Place key={page.to} {...page} end={pages.some(({ to }) => to.startsWith(`${page.to}/`))} />
      ))}
    </nav>
  );
}
