import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { answer, api, asProblem } from "@/api";
import { dayAndTime, money } from "@/format";
import { useT } from "@/i18n";
import { useMay } from "@/session/session";
import { useShortcut } from "@/shell/shortcuts";
import { Empty, ProblemAlert, StaffName } from "@/ui";
import { NewWork } from "./new-work";
import { StateTag } from "./state-tag";
import { LIVE, type Work } from "./work";
import { WorkDialog } from "./work-dialog";
import "./texts";
import "./work-orders.css";

/** The paid extra services of one order (M-19 … M-25). */
export function WorkOfOrder({ orderId, open }: { orderId: string; open: boolean }) {
  const t = useT();
  const may = useMay();
  const [asking, setAsking] = useState(false);
  const [chosen, setChosen] = useState<Work | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ["work-orders", "order", orderId],
    queryFn: async () =>
      (await answer(api.GET("/v1/work-orders", { params: { query: { order_id: orderId, limit: 100 } } }))).items,
    meta: { live: LIVE, subject: orderId },
  });
  const asks = open && may("reception.work_orders.request");
  useShortcut("x", t("work-orders.new"), () => setAsking(true), { off: !asks });
  return (
    <section className="block" aria-label={t("work-orders.title")}>
      <h2>
        {t("work-orders.title")} <span className="count">{data?.length ?? ""}</span>
      </h2>
      <ProblemAlert problem={error ? asProblem(error) : null} retry={() => refetch()} />
      {data?.length === 0 && <Empty text={t("work-orders.none")} />}
      <ul className="plain-list">
        {data?.map((work) => (
          <li key={work.id} className="line">
            <span className="line-main">
              <b>{work.service_name}</b> × {work.quantity} · {money(work.amount)}
              <br />
              <span className="quiet">
                <span className="number">{work.number}</span> · {dayAndTime(work.appointed_at)}
                {work.worker_id && (
                  <>
                    {" · "}
                    <StaffName id={work.worker_id} />
                  </>
                )}
              </span>
            </span>
            <StateTag work={work} />
            <Button size="small" onClick={() => setChosen(work)}>
              {work.waits_for ? t("work-orders.go_on") : t("work-orders.look")}
            </Button>
          </li>
        ))}
      </ul>
      {asks && (
        <div className="rc-block-actions">
          <Button onClick={() => setAsking(true)}>
            {t("work-orders.new")} <kbd aria-hidden>X</kbd>
          </Button>
        </div>
      )}
      {asking && <NewWork orderId={orderId} onClose={() => setAsking(false)} />}
      {chosen && <WorkDialog work={chosen} onClose={() => setChosen(null)} />}
    </section>
  );
}
