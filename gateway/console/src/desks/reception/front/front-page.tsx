import { Button } from "antd";
import { useState } from "react";
import { plainDay } from "@/format";
import { useT } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import { useBusinessDay } from "../day";
import { DeskPage } from "../desk-page";
import { Arrivals } from "./arrivals";
import { OnDuty } from "./duty";
import { HandOverBook } from "./hand-over-book";
import { Leads } from "./leads";
import { RegisterVisit } from "./register-visit";
import { Rota } from "./rota";
import { Traffic } from "./traffic";
import { Visits } from "./visits";

/** The counter today: who receives next, who is here, who is coming. */
export function FrontPage() {
  const t = useT();
  const may = useMay();
  const branch = useBranch();
  const { day, appointments, silent } = useBusinessDay();
  const [registering, setRegistering] = useState(false);
  const registers = may("reception.visits.register");
  return (
    <DeskPage
      title={t("reception.front.title")}
      note={day ? `${branch.name} · ${plainDay(day)}` : branch.name}
      shortcuts={
        registers ? [{ keys: "n", label: t("reception.register.title"), run: () => setRegistering(true) }] : []
      }
      actions={
        registers && (
          <Button type="primary" size="large" onClick={() => setRegistering(true)}>
            {t("reception.register.title")} <kbd aria-hidden>N</kbd>
          </Button>
        )
      }
    >
      {day && may("reception.rotas.read") && <Rota day={day} />}
      {may("reception.duties.read") && <OnDuty />}
      {day && registers && may("reception.visits.read") && <Leads day={day} />}
      <div className="rc-two">
        {may("reception.visits.read") && day ? <Visits day={day} /> : null}
        <div>
          {may("reception.shift_notes.read") && <HandOverBook />}
          <Arrivals appointments={appointments} silent={silent} />
          {day && may("reception.traffic.read") && <Traffic day={day} />}
        </div>
      </div>
      {registers && <RegisterVisit open={registering} day={day} onClose={() => setRegistering(false)} />}
    </DeskPage>
  );
}
