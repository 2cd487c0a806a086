import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { answer, api, asProblem, type components } from "@/api";
import { useT } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import { Empty, ProblemAlert } from "@/ui";
import { DeskPage } from "./desk-page";
import { BelongingsList } from "./keeping/belongings";
import { PlacesDialog } from "./keeping/places-dialog";
import { TokenCheckDialog } from "./keeping/token-check";
import { TokenChecks } from "./keeping/token-checks";

type Place = components["schemas"]["reception_PlaceOut"];

/** The branch's lockers and make-up boxes and who has them (REC-20). */
export function useStorage() {
  const { id: branch_id } = useBranch();
  const may = useMay();
  return useQuery({
    queryKey: ["reception", "storage", branch_id],
    queryFn: () => answer(api.GET("/v1/storage-places/{branch_id}", { params: { path: { branch_id } } })),
    enabled: may("reception.storage.read"),
    meta: { live: ["deposit.", "belongings.", "customer.", "order."] },
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
                {one.deposit_number ?? t("reception.belongings.title")}
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

/** What customers have in lockers for the day (M-37). */
function Belongings() {
  const t = useT();
  const { id: branch_id } = useBranch();
  const stays = useQuery({
    queryKey: ["reception", "belongings", branch_id],
    queryFn: async () =>
      (
        await answer(
          api.GET("/v1/stored-belongings", { params: { query: { branch_id, state: "STORED" as const, limit: 200 } } }),
        )
      ).items,
    meta: { live: ["belongings."] },
  });
  return (
    <section className="block" aria-label={t("reception.belongings.title")}>
      <h2>
        {t("reception.belongings.title")} <span className="count">{stays.data?.length ?? ""}</span>
      </h2>
      <ProblemAlert problem={stays.error ? asProblem(stays.error) : null} retry={() => stays.refetch()} />
      {stays.data && <BelongingsList stays={stays.data} />}
    </section>
  );
}

/** Which lockers and boxes are free, who has the others, and whether the tokens are where they should be. */
export function Storage() {
  const t = useT();
  const may = useMay();
  const { data, error, refetch } = useStorage();
  const [checking, setChecking] = useState(false);
  const [entering, setEntering] = useState(false);
  const checks = may("reception.keeping.do") && data !== undefined && data.lockers.length > 0;
  const begin = () => setChecking(true);
  const enters = may("reception.storage.manage") && data !== undefined;
  const enter = () => setEntering(true);
  return (
    <DeskPage
      title={t("reception.storage.title")}
      shortcuts={[
        { keys: "c", label: t("reception.tokens.check"), run: begin, off: !checks },
        { keys: "e", label: t("reception.storage.enter"), run: enter, off: !enters },
      ]}
      actions={
        <>
          {enters && (
            <Button size="large" onClick={enter}>
              {t("reception.storage.enter")} <kbd aria-hidden>E</kbd>
            </Button>
          )}
          {checks && (
            <Button type="primary" size="large" onClick={begin}>
              {t("reception.tokens.check")} <kbd aria-hidden>C</kbd>
            </Button>
          )}
        </>
      }
    >
      {error && <ProblemAlert problem={asProblem(error)} retry={() => refetch()} />}
      {!data && !error && <Skeleton active />}
      {may("reception.keeping.read") && <Belongings />}
      {data && <Places title={t("reception.storage.lockers")} places={data.lockers} />}
      {data && <Places title={t("reception.storage.boxes")} places={data.makeup_boxes} />}
      {may("reception.keeping.read") && <TokenChecks />}
      {entering && data && <PlacesDialog storage={data} onClose={() => setEntering(false)} />}
      {checking && data && <TokenCheckDialog lockers={data.lockers} onClose={() => setChecking(false)} />}
    </DeskPage>
  );
}
