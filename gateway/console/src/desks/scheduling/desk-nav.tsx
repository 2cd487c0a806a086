import { NavLink, useNavigate } from "react-router";
import { useT } from "@/i18n";
import { useSession } from "@/session/session";
import { PersonNames } from "@/ui";
import { useShortcut } from "@/shell/shortcuts";
import { useCustomers } from "./readings";

const PAGES = [
  { id: "board", to: "/scheduling", permission: "scheduling.bookings.read" },
  { id: "plan", to: "/scheduling/plan", permission: "scheduling.plans.read" },
  { id: "wall", to: "/scheduling/shoot-day", permission: "scheduling.bookings.read" },
  { id: "leave", to: "/scheduling/leave", permission: "scheduling.leaves.request" },
  { id: "resources", to: "/scheduling/resources", permission: "scheduling.resources.read" },
  { id: "capacity", to: "/scheduling/capacity", permission: "scheduling.resources.read" },
  { id: "things", to: "/scheduling/things", permission: "scheduling.things.read" },
] as const;

function PageKey({ keys, label, to }: { keys: string; label: string; to: string }) {
  const go = useNavigate();
  useShortcut(keys, label, () => void go(to));
  return null;
}

/** The desk's pages; the keys 1 to 7 lead there. */
export function DeskNav() {
  const t = useT();
  const { may } = useSession();
  return (
    <nav className="sched-nav" aria-label={t("scheduling.pages")}>
      {PAGES.filter(({ permission }) => may(permission)).map(({ id, to }, at) => (
        <NavLink key={id} to={to} end={id === "board"}>
          {t(`scheduling.page.${id}`)}
          <PageKey keys={`${at + 1}`} label={t(`scheduling.page.${id}`)} to={to} />
        </NavLink>
      ))}
    </nav>
  );
}

/** The customers of an order by name; nothing while reception is silent. */
export function CustomerNames({ orderId }: { orderId: string }) {
  return <PersonNames ids={useCustomers(orderId)} />;
}
