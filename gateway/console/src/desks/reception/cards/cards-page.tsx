import { plainDay } from "@/format";
import { useT } from "@/i18n";
import { useBranch } from "@/session/session";
import { useBusinessDay } from "../day";
import { DeskPage } from "../desk-page";
import { JobCards } from "./cards";

/** In the evening a clerk collects the day's job cards for the cashier (REC-13). */
export function CardsPage() {
  const t = useT();
  const branch = useBranch();
  const { day } = useBusinessDay();
  return (
    <DeskPage title={t("reception.room.cards")} note={day ? `${branch.name} · ${plainDay(day)}` : branch.name}>
      {day && <JobCards day={day} />}
    </DeskPage>
  );
}
