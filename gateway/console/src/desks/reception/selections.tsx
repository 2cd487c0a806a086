import { useNavigate } from "react-router";
import { useT } from "@/i18n";
import { PreparationList } from "../selection-preparations/list";
import { DeskPage } from "./desk-page";

/** Selections to prepare, at the counter: whoever looks after the customers and who is on duty (REC-12). */
export function SelectionsPage() {
  const t = useT();
  const go = useNavigate();
  return (
    <DeskPage title={t("selection-preparations.title")} note={t("selection-preparations.note")}>
      <PreparationList onOpen={(id) => void go(`/reception/orders/${id}`)} />
    </DeskPage>
  );
}
