import { Input } from "antd";
import { useDeferredValue, useState } from "react";
import { answer, api, type components } from "@/api";
import { useT, word } from "@/i18n";
import { QueueTable } from "@/ui";
import { DeskPage } from "./desk-page";

type Line = components["schemas"]["gateway_DirectoryLine"];

/** The chain's telephone list: every branch with its number and who leads it (M-84). */
export function Directory() {
  const t = useT();
  const [words, setWords] = useState("");
  const q = useDeferredValue(words.trim()) || undefined;
  return (
    <DeskPage title={t("reception.directory.title")}>
      <Input.Search
        allowClear
        autoFocus
        maxLength={80}
        aria-label={t("reception.directory.find")}
        placeholder={t("reception.directory.find")}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <QueueTable<Line>
        label={t("reception.directory.title")}
        queryKey={["reception", "directory", q]}
        fetch={(cursor) => answer(api.GET("/v1/directory", { params: { query: { cursor, q } } }))}
        live={["staff.", "branch."]}
        rowId={(row) => row.id}
        empty={t("reception.directory.none")}
        columns={[
          { id: "name", title: t("reception.directory.branch"), show: (row) => <b>{row.name}</b> },
          { id: "code", title: t("reception.directory.code"), show: (row) => <span className="number">{row.id}</span> },
          { id: "city", title: t("reception.directory.city"), show: (row) => row.city },
          {
            id: "phone",
            title: t("reception.register.phone"),
            show: (row) => (row.phone ? <a href={`tel:${row.phone}`}>{row.phone}</a> : "–"),
          },
          {
            id: "leaders",
            title: t("reception.directory.leaders"),
            show: (row) =>
              (row.leaders ?? [])
                .map((one) => `${one.display_name} (${one.roles.map((role) => word("role", role)).join(" ")})`)
                .join(" · "),
          },
        ]}
      />
    </DeskPage>
  );
}
