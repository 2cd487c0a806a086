import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { answer, api, asProblem } from "@/api";
import { dayAndTime } from "@/format";
import { useT, word } from "@/i18n";
import { useMay } from "@/session/session";
import { useShortcut } from "@/shell/shortcuts";
import { Empty, ProblemAlert, StaffName } from "@/ui";
import { LIVE, offerOf, type Damage } from "./damage";
import { DamageDialog } from "./damage-dialog";
import { ReportDamage } from "./report";
import "./texts";

function useDamages(orderId: string) {
  return useQuery({
    queryKey: ["damages", orderId],
    queryFn: async () =>
      (await answer(api.GET("/v1/damages", { params: { query: { order_id: orderId, limit: 100 } } }))).items,
    meta: { live: LIVE, subject: orderId },
  });
}

/** Damage to an order's customers' property (M-21). */
export function DamagesOfOrder({ orderId }: { orderId: string }) {
  const t = useT();
  const { data } = useDamages(orderId);
  return (
    <section className="block" aria-label={t("damages.title")}>
      <h2>
        {t("damages.title")} <span className="count">{data?.length ?? ""}</span>
      </h2>
      <DamageList orderId={orderId} />
    </section>
  );
}

/** What was reported with what is next; whoever sees a damage reports it at once, by the key D. */
export default function DamageList({ orderId }: { orderId: string }) {
  const t = useT();
  const may = useMay();
  const [reporting, setReporting] = useState(false);
  const [chosen, setChosen] = useState<Damage | null>(null);
  const { data, error, refetch } = useDamages(orderId);
  const reports = may("reception.damages.report");
  useShortcut("d", t("damages.report"), () => setReporting(true), { off: !reports });
  // Should this fail as well, the refusal stands there and the next try says it again.
  const readAgain = async () => {
    const { data: now } = await refetch();
    setChosen((before) => now?.find(({ id }) => id === before?.id) ?? before);
  };
  return (
    <>
      <ProblemAlert problem={error ? asProblem(error) : null} retry={() => refetch()} />
      {data?.length === 0 && <Empty text={t("damages.none")} />}
      <ul className="plain-list">
        {data?.map((one) => (
          <Line key={one.id} damage={one} onOpen={() => setChosen(one)} />
        ))}
      </ul>
      {reports && (
        <div className="row-actions">
          <Button onClick={() => setReporting(true)}>
            {t("damages.report")} <kbd aria-hidden>D</kbd>
          </Button>
        </div>
      )}
      {reporting && <ReportDamage orderId={orderId} onClose={() => setReporting(false)} />}
      {chosen && (
        <DamageDialog
          damage={chosen}
          used={(data ?? []).flatMap(({ refund_id }) => refund_id ?? [])}
          onStale={() => void readAgain()}
          onClose={() => setChosen(null)}
        />
      )}
    </>
  );
}

function Line({ damage, onOpen }: { damage: Damage; onOpen: () => void }) {
  const t = useT();
  const may = useMay();
  const goesOn = may("reception.damages.negotiate") && ["REPORTED", "APPROVED"].includes(damage.state);
  const offer = offerOf(damage);
  return (
    <li className="line">
      <span className="line-main">
        <b>{damage.thing}</b> · {word("damages.kind", damage.kind)}
        {offer && ` · ${offer}`}
        <br />
        <span className="quiet">
          <span className="number">{damage.number}</span> · {dayAndTime(damage.reported_at)} ·{" "}
          <StaffName id={damage.reported_by} />
        </span>
      </span>
      <span className="tag">{word("damages.state", damage.state)}</span>
      <Button size="small" onClick={onOpen}>
        {t(goesOn ? "damages.go_on" : "damages.look")}
      </Button>
    </li>
  );
}
