import { useNavigate } from "react-router";
import { useT } from "@/i18n";
import { PreparationList } from "../selection-preparations/list";
import { DeskPage } from "./desk-page";

/** Selections to prepare, at post-production's desk (REC-12). */
export function PreparationsPage() {
  const t = useT();
  const go = useNavigate();
  return (
    <DeskPage title={t("selection-preparations.title")} note={t("selection-preparations.note")}>
      <PreparationList onOpen={(id) => void go(`/post-production/orders/${id}`)} />
    </DeskPage>
  );
}
