import { useParams } from "react-router";
import { registerTexts } from "@/i18n";
import { NotFound } from "@/shell/not-found";
import { CareNotes } from "./care-notes";
import en from "./i18n/en.json";
import zh from "./i18n/zh.json";
import { CARE_NOTES, isPaper, WORK_ORDER } from "./open";
import { OrderPaper } from "./order-paper";
import { WorkOrderCopies } from "./work-order";
import "./print.css";

registerTexts("print", { zh, en });

/** A paper in a tab of its own. */
export default function Print() {
  const { paper, id = "" } = useParams();
  if (paper === WORK_ORDER) return <WorkOrderCopies key={id} id={id} />;
  if (paper === CARE_NOTES) return <CareNotes key={id} id={id} />;
  if (isPaper(paper)) return <OrderPaper key={`${paper} ${id}`} kind={paper} id={id} />;
  return <NotFound />;
}
