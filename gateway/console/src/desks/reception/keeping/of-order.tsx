import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { answer, api, asProblem } from "@/api";
import { useT } from "@/i18n";
import { useMay } from "@/session/session";
import { ProblemAlert } from "@/ui";
import { BelongingsList, StoreBelongings } from "./belongings";
import { CustodyList, TakeCustody } from "./custody";
import { FoundList, RecordFound } from "./found";

/** What the order's customers left behind (REC-21) and what they have entrusted to the studio (M-42). */
export function KeptForOrder({ orderId }: { orderId: string }) {
  const t = useT();
  const may = useMay();
  const [recording, setRecording] = useState(false);
  const query = { order_id: orderId, limit: 100 };
  const found = useQuery({
    queryKey: ["reception", "found", "order", orderId],
    queryFn: async () => (await answer(api.GET("/v1/found-items", { params: { query } }))).items,
    meta: { live: ["found_item."] },
  });
  const { data, error, refetch } = useQuery({
    queryKey: ["reception", "custody", "order", orderId],
    queryFn: async () => (await answer(api.GET("/v1/custody-records", { params: { query } }))).items,
  });
  const stays = useQuery({
    queryKey: ["reception", "belongings", "order", orderId],
    queryFn: async () => (await answer(api.GET("/v1/stored-belongings", { params: { query } }))).items,
    meta: { live: ["belongings."] },
  });
  const records = may("reception.keeping.do");
  return (
    <>
      {(found.error ?? (found.data?.length || null)) && (
        <section className="block" aria-label={t("reception.found.title")}>
          <h2>
            {t("reception.found.title")} <span className="count">{found.data?.length ?? ""}</span>
          </h2>
          <ProblemAlert problem={found.error ? asProblem(found.error) : null} retry={() => found.refetch()} />
          {found.data && <FoundList items={found.data} order={false} />}
        </section>
      )}
      {(stays.error ?? (stays.data?.length || null)) && (
        <section className="block" aria-label={t("reception.belongings.title")}>
          <h2>
            {t("reception.belongings.title")} <span className="count">{stays.data?.length ?? ""}</span>
          </h2>
          <ProblemAlert problem={stays.error ? asProblem(stays.error) : null} retry={() => stays.refetch()} />
          {stays.data && <BelongingsList stays={stays.data} order={false} />}
        </section>
      )}
      <section className="block" aria-label={t("reception.custody.title")}>
        <h2>
          {t("reception.custody.title")} <span className="count">{data?.length ?? ""}</span>
        </h2>
        <ProblemAlert problem={error ? asProblem(error) : null} retry={() => refetch()} />
        {data && <CustodyList kept={data} order={false} />}
        {records && (
          <div className="rc-block-actions">
            <TakeCustody orderId={orderId} />
            <StoreBelongings orderId={orderId} />
            <Button onClick={() => setRecording(true)}>{t("reception.found.record")}</Button>
          </div>
        )}
        {recording && <RecordFound orderId={orderId} onClose={() => setRecording(false)} />}
      </section>
    </>
  );
}
