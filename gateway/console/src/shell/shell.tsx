import { HomeOutlined } from "@ant-design/icons";
import { Suspense } from "react";
import { Skeleton } from "antd";
import { NavLink, Outlet, useLocation, useNavigate } from "react-router";
import { desks } from "@/desks/registry";
import { useT } from "@/i18n";
import { useSession } from "@/session/session";
import { DoneNotice } from "@/ui/done";
import { Brand } from "./brand";
import { BranchChooser } from "./branch-chooser";
import { ErrorBoundary } from "./error-boundary";
import { LanguageSwitch } from "./language-switch";
import { LiveBanner, LiveLight } from "./live-banner";
import { ReportForCustomer } from "./report-for-customer";
import { Profile } from "./profile";
import { SearchBox } from "./search-box";
import { useShortcut } from "./shortcuts";

function GoTo({ keys, label, to }: { keys: string; label: string; to: string }) {
  const go = useNavigate();
  useShortcut(keys, label, () => void go(to));
  return null;
}

function DeskMenu() {
  const t = useT();
  const { may, branches } = useSession();
  const mine = desks.filter((desk) => desk.permissions.some(may) && (!desk.ofSeveral || branches.length > 1));
  return (
    <nav className="desk-menu" aria-label={t("shell.desks")}>
      <NavLink to="/" end>
        <HomeOutlined aria-hidden />
        <span>{t("today.title")}</span>
      </NavLink>
      <GoTo keys="g t" label={t("today.title")} to="/" />
      {mine.map(({ id, key, icon: Icon }) => (
        <NavLink key={id} to={`/${id}`}>
          <Icon aria-hidden />
          <span>{t(`desk.${id}`)}</span>
          <GoTo keys={`g ${key}`} label={t(`desk.${id}`)} to={`/${id}`} />
        </NavLink>
      ))}
    </nav>
  );
}

/** Everything around a page: desks on the left, search and person on top. */
export function Shell() {
  const t = useT();
  const { branch } = useSession();
  const { pathname } = useLocation();
  return (
    <div className="shell">
      <a className="skip" href="#page">
        {t("shell.skip")}
      </a>
      <header className="top-bar">
        <NavLink to="/" className="brand-link" aria-label={t("brand.full")}>
          <Brand />
        </NavLink>
        <BranchChooser />
        <SearchBox />
        <ReportForCustomer />
        <LiveLight />
        <LanguageSwitch />
        <Profile />
      </header>
      <DeskMenu />
      <div className="page-frame">
        <LiveBanner />
        <DoneNotice>
          <main id="page" tabIndex={-1}>
            <ErrorBoundary key={`${branch.id} ${pathname}`}>
              <Suspense fallback={<Skeleton active />}>
                <Outlet />
              </Suspense>
            </ErrorBoundary>
          </main>
        </DoneNotice>
      </div>
    </div>
  );
}
