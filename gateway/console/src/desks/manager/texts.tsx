import { registerTexts, useT } from "@/i18n";
import en from "@/desks/customer-service/i18n/en.json";
import zh from "@/desks/customer-service/i18n/zh.json";
import { TextList } from "@/desks/customer-service/text-list";
import "@/desks/customer-service/customer-service.css";
import { DeskPage } from "./desk-page";

registerTexts("customer-service", { zh, en });

/** What customers are told by message and by telephone, in own words where a manager writes them. */
export function Texts() {
  const t = useT();
  return (
    <DeskPage title={t("manager.texts.title")} note={t("manager.texts.note")}>
      <TextList />
    </DeskPage>
  );
}
