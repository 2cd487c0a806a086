import { useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useState } from "react";
import { answer, api } from "@/api";
import { useSheet } from "@/api/sheets";
import { dayAndTime } from "@/format";
import { t as text, useT } from "@/i18n";
import { useSession } from "@/session/session";
import { PersonNames } from "@/ui";
import { PrintPage } from "./page";
import { Facts, Paper } from "./paper";

const LANGUAGES = ["zh-CN", "en"] as const;

/** 爱心小叮咛: what to prepare, to bring and to avoid, in the customer's language (REC-02). */
export function CareNotes({ id }: { id: string }) {
  const t = useT();
  const { branches, branch } = useSession();
  const [language, setLanguage] = useState<(typeof LANGUAGES)[number]>("zh-CN");
  const asked = useQuery({
    queryKey: ["print", "care-notes", id, language],
    queryFn: () =>
      answer(api.GET("/v1/orders/{order_id}/care-notes", { params: { path: { order_id: id }, query: { language } } })),
    staleTime: 0,
  });
  const sheet = useSheet(id);
  const { data: notes } = asked;
  const house = branches.find((one) => one.id === notes?.branch_id) ?? branch;
  const said = (key: string) => text(`print.care.${key}`, undefined, language === "en" ? "en" : "zh");
  return (
    <PrintPage
      title={`${said("title")} ${notes?.number ?? ""}`}
      asked={asked}
      whole={notes !== undefined}
      printable={notes !== undefined}
      bar={
        <Segmented
          aria-label={t("print.care.language")}
          value={language}
          onChange={setLanguage}
          options={LANGUAGES.map((one) => ({ value: one, label: t(`print.care.${one}`) }))}
        />
      }
    >
      {notes && (
        <Paper title={said("title")} number={notes.number ?? ""} branchName={house.name}>
          <Facts
            facts={[
              [said("customer"), <PersonNames key="who" ids={sheet?.person_ids ?? []} />],
              [said("shoot"), notes.shoot_at ? dayAndTime(notes.shoot_at) : ""],
              [said("phone"), house.phone],
            ]}
          />
          {notes.groups.map((group) => (
            <section key={group.about}>
              <h2>{said(group.about)}</h2>
              <ul className="paper-advice">
                {group.lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </section>
          ))}
          <p className="paper-notes">{said("greeting")}</p>
        </Paper>
      )}
    </PrintPage>
  );
}
