import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { answer, api, asProblem } from "@/api";
import { useT } from "@/i18n";
import { useMay } from "@/session/session";
import { ProblemAlert } from "@/ui";
import { CustodyList, TakeCustody } from "./custody";
import { RecordFound } from "./found";

/** What the order's customers have entrusted to the studio (M-42). */
export function CustodyOfOrder({ orderId }: { orderId: string }) {
  const t = useT();
  const may = useMay();
  const [found, setFound] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ["reception", "custody", "order", orderId],
    queryFn: async () =>
      (await answer(api.GET("/v1/custody-records", { params: { query: { order_id: orderId, limit: 100 } } }))).items,
  });
  return (
    <section className="block" aria-label={t("reception.custody.title")}>
      <h2>
        {t("reception.custody.title")} <span className="count">{data?.length ?? ""}</span>
      </h2>
      <ProblemAlert problem={error ? asProblem(error) : null} retry={() => refetch()} />
      {data && <CustodyList kept={data} order={false} />}
      {may("reception.keeping.do") && (
        <div className="rc-block-actions">
          <TakeCustody orderId={orderId} />
          <Button onClick={() => setFound(true)}>{t("reception.found.record")}</Button>
        </div>
      )}
      {found && <RecordFound orderId={orderId} onClose={() => setFound(false)} />}
    </section>
  );
}
