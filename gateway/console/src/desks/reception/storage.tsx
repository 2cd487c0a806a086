import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { Link } from "react-router";
import { answer, api, asProblem, type components } from "@/api";
import { useT } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import { Empty, ProblemAlert } from "@/ui";
import { DeskPage } from "./desk-page";

type Place = components["schemas"]["reception_PlaceOut"];

/** The branch's lockers and make-up boxes and who has them (REC-20). */
export function useStorage() {
  const { id: branch_id } = useBranch();
  const may = useMay();
  return useQuery({
    queryKey: ["reception", "storage", branch_id],
    queryFn: () => answer(api.GET("/v1/storage-places/{branch_id}", { params: { path: { branch_id } } })),
    enabled: may("reception.storage.read"),
    meta: { live: ["deposit.", "customer.", "order."] },
  });
}

function Places({ title, places }: { title: string; places: readonly Place[] }) {
  const t = useT();
  const free = places.filter((one) => !one.order_id).length;
  return (
    <section className="block" aria-label={title}>
      <h2>
        {title} <span className="count">{t("reception.storage.free", { free, all: places.length })}</span>
      </h2>
      {places.length === 0 && <Empty text={t("reception.storage.none")} hint={t("reception.storage.none_hint")} />}
      <ul className="rc-places">
        {places.map((one) => (
          <li key={one.number} className={one.order_id ? "rc-taken" : ""}>
            <b>{one.number}</b>
            <br />
            {one.order_id ? (
              <Link to={`/reception/orders/${one.order_id}`} className="number">
                {one.deposit_number}
              </Link>
            ) : (
              <span className="quiet">{t("reception.storage.is_free")}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Which lockers and boxes are free, and who has the others. */
export function Storage() {
  const t = useT();
  const { data, error, refetch } = useStorage();
  return (
    <DeskPage title={t("reception.storage.title")}>
      {error && <ProblemAlert problem={asProblem(error)} retry={() => refetch()} />}
      {!data && !error && <Skeleton active />}
      {data && <Places title={t("reception.storage.lockers")} places={data.lockers} />}
      {data && <Places title={t("reception.storage.boxes")} places={data.makeup_boxes} />}
    </DeskPage>
  );
}
