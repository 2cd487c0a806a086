import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useEffect } from "react";
import { useParams } from "react-router";
import { answer, api, asProblem } from "@/api";
import { noteBusinessTime, showZone } from "@/format";
import { registerTexts, useLanguage, useT } from "@/i18n";
import { Brand } from "@/shell/brand";
import { LanguageSwitch } from "@/shell/language-switch";
import { Empty } from "@/ui/empty";
import { ProblemAlert } from "@/ui/problem-alert";
import { Appointments } from "./appointments";
import { Complaints } from "./complaints";
import "./customer-page.css";
import en from "./i18n/en.json";
import { Money, Points, Way } from "./way";
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
  const problem = page.error ? asProblem(page.error) : null;
  const closed = problem && [404, 422].includes(problem.status);
  const data = page.data;
  return (
    <div className="customer-page">
      <header>
        <Brand />
        <span className="grow" />
        <LanguageSwitch />
      </header>
      <main>
        {page.isPending && <Skeleton active />}
        {closed && <Empty text={t("customer-page.closed")} hint={t("customer-page.closed_hint")} />}
        {problem && !closed && <ProblemAlert problem={problem} retry={() => page.refetch()} />}
        {data && (
          <>
            <Way page={data} />
            <Money page={data} />
            <Appointments code={code} page={data} />
            <Points page={data} />
            <Complaints code={code} page={data} />
            <footer className="customer-foot">
              <strong>{data.branch_name}</strong>
              {data.branch_phone && (
                <a className="customer-call" href={`tel:${data.branch_phone}`}>
                  {t("customer-page.call", { phone: data.branch_phone })}
                </a>
              )}
              <p className="quiet">{t("customer-page.private")}</p>
            </footer>
          </>
        )}
      </main>
    </div>
  );
}
