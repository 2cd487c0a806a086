import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { answer, api, asProblem } from "@/api";
import { useT, word } from "@/i18n";
import { Empty, ProblemAlert } from "@/ui";
import { DeskPage } from "./desk-page";

/** What customers are told by message and by telephone, in both languages. */
export function Texts() {
  const t = useT();
  const list = useQuery({
    queryKey: ["manager", "texts"],
    queryFn: async () => (await answer(api.GET("/v1/message-templates"))).items,
  });
  return (
    <DeskPage title={t("manager.texts.title")} note={t("manager.texts.note")}>
      {list.isPending && <Skeleton active />}
      {list.error && <ProblemAlert problem={asProblem(list.error)} retry={() => list.refetch()} />}
      {list.data?.length === 0 && <Empty text={t("manager.texts.empty")} />}
      {list.data && list.data.length > 0 && (
        <div className="queue">
          <table aria-label={t("manager.texts.title")}>
            <thead>
              <tr>
                <th scope="col">{t("manager.texts.occasion")}</th>
                <th scope="col">{t("manager.texts.channel")}</th>
                <th scope="col">{t("language.zh")}</th>
                <th scope="col">{t("language.en")}</th>
              </tr>
            </thead>
            <tbody>
              {list.data.map((one) => (
                <tr key={one.id}>
                  <td>{one.rules.map((rule) => word("rule", rule)).join(t("manager.form.comma"))}</td>
                  <td>{word("manager.channel", one.channel)}</td>
                  <td lang="zh-CN">{one.zh}</td>
                  <td lang="en">{one.en}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </DeskPage>
  );
}
