import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useEffect, type ReactNode } from "react";
import { Navigate, Route, Routes, useParams } from "react-router";
import { answer, api, asProblem } from "@/api";
import { noteBusinessTime, showZone } from "@/format";
import { registerTexts, useLanguage, useT } from "@/i18n";
import { Brand } from "@/shell/brand";
import { LanguageSwitch } from "@/shell/language-switch";
import { ProblemAlert } from "@/ui/problem-alert";
import { useAlbum } from "./album";
import { LayoutBlock, LayoutInShop, SelectionBlock } from "./album-blocks";
import { Appointments } from "./appointments";
import { Chooser } from "./chooser";
import { Closed } from "./closed";
import { Complaints } from "./complaints";
import "./album.css";
import "./customer-page.css";
import en from "./i18n/en.json";
import { LayoutReview } from "./layout-review";
import { Membership } from "./membership";
import { Services } from "./services";
import { Money, Way, type CustomerPageData } from "./way";
import zh from "./i18n/zh.json";

registerTexts("customer-page", { zh, en });

/** What a customer sees behind a link with a code: phone first, without the shell. */
export default function CustomerPage() {
  const t = useT();
  const language = useLanguage();
  const { code = "" } = useParams();
  const page = useQuery({
    queryKey: ["customer-page", code, language],
    queryFn: async () => {
      const found = await answer(api.GET("/v1/customer/{code}", { params: { path: { code } } }));
      showZone(found.time_zone);
      noteBusinessTime(found.now);
      return found;
    },
    staleTime: 60_000,
  });
  useEffect(() => {
    document.title = t("customer-page.title");
  }, [t, language]);
  const album = useAlbum(code, page.data?.stage);
  const problem = page.error ? asProblem(page.error) : null;
  const closed = problem && [404, 422].includes(problem.status);
  const { selection, layout } = album.data ?? {};
  const home = (
    <div className="customer-page">
      <header>
        <Brand />
        <span className="grow" />
        <LanguageSwitch />
      </header>
      <main>
        {page.isPending && <Skeleton active />}
        {closed && <Closed text={t("customer-page.closed")} hint={t("customer-page.closed_hint")} />}
        {problem && !closed && <ProblemAlert problem={problem} retry={() => page.refetch()} />}
        {page.data && !closed && (
          <Home code={code} page={page.data}>
            {layout?.state === "READY" && <LayoutBlock code={code} layout={layout} />}
            {page.data.stage === "LAYOUT_REVIEW" && album.data && !layout && <LayoutInShop />}
            {selection && <SelectionBlock selection={selection} />}
            {layout && layout.state !== "READY" && <LayoutBlock code={code} layout={layout} />}
            {album.error && asProblem(album.error).status !== 404 && (
              <ProblemAlert problem={album.error} retry={() => album.refetch()} />
            )}
          </Home>
        )}
      </main>
    </div>
  );
  const waiting = page.isPending || (album.isPending && album.fetchStatus !== "idle");
  const otherwise = waiting ? <Skeleton active /> : <Navigate to={`/c/${code}`} replace />;
  return (
    <Routes>
      <Route index element={home} />
      <Route path="photos" element={selection && !closed ? <Chooser code={code} selection={selection} /> : otherwise} />
      <Route path="layout" element={layout && !closed ? <LayoutReview code={code} layout={layout} /> : otherwise} />
      <Route path="*" element={<Navigate to={`/c/${code}`} replace />} />
    </Routes>
  );
}

/** Everything about the own order on one page; the album stands after the way. */
function Home({ code, page, children }: { code: string; page: CustomerPageData; children: ReactNode }) {
  const t = useT();
  return (
    <>
      <Way page={page} />
      <Money page={page} />
      {children}
      <Appointments code={code} page={page} />
      <Services code={code} />
      <Membership code={code} branch={page.branch_name} />
      <Complaints code={code} page={page} />
      <footer className="customer-foot">
        <strong>{page.branch_name}</strong>
        {page.branch_phone && (
          <a className="customer-call" href={`tel:${page.branch_phone}`}>
            {t("customer-page.call", { phone: page.branch_phone })}
          </a>
        )}
        <p className="quiet">{t("customer-page.private")}</p>
      </footer>
    </>
  );
}
