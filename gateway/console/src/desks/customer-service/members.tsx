import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useState } from "react";
import { answer, api, asProblem } from "@/api";
import { fullTime } from "@/format";
import { useT, word } from "@/i18n";
import { Empty, OrderBadge, Page, PersonName, ProblemAlert } from "@/ui";
import { FindOrder, type Found } from "./find-order";
import { ServiceNav } from "./nav";

function Member({ personId }: { personId: string }) {
  const t = useT();
  const found = useQuery({
    queryKey: ["member", personId],
    queryFn: () => answer(api.GET("/v1/members/{person_id}", { params: { path: { person_id: personId } } })),
    meta: { live: ["points.", "member."] },
  });
  const member = found.data;
  return (
    <section className="block stack">
      <header className="contact-head">
        <h2>
          <PersonName id={personId} phone />
        </h2>
        {member && <span className="tag">{word("customer-service.level", member.level)}</span>}
        <span className="grow" />
        {member && <b className="member-points">{t("customer-service.members.points", { count: member.points })}</b>}
      </header>
      {found.isPending && <Skeleton active />}
      <ProblemAlert problem={found.error ? asProblem(found.error) : null} retry={() => found.refetch()} />
      {member?.ledger.length === 0 && <Empty text={t("customer-service.members.no_points")} />}
      <ul className="plain-list">
        {member?.ledger.map((line) => (
          <li key={`${line.at} ${line.balance}`} className="line">
            <span className="number quiet">{fullTime(line.at)}</span>
            <span className="line-main">
              {word("customer-service.points_reason", line.reason)}{" "}
              {line.order_id && <OrderBadge id={line.order_id} number={t("order.sheet")} />}
            </span>
            <b className={`number ${line.points < 0 ? "red" : ""}`}>
              {line.points > 0 && "+"}
              {line.points}
            </b>
            <span className="number quiet">{line.balance}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function MembersOf({ orderId }: { orderId: string }) {
  const sheet = useQuery({
    queryKey: ["sheet", orderId],
    queryFn: () => answer(api.GET("/v1/job-sheets/{order_id}", { params: { path: { order_id: orderId } } })),
  });
  if (sheet.isPending) return <Skeleton active />;
  if (sheet.error) return <ProblemAlert problem={asProblem(sheet.error)} retry={() => sheet.refetch()} />;
  return (
    <div className="member-pair">
      {sheet.data.person_ids.map((id) => (
        <Member key={id} personId={id} />
      ))}
    </div>
  );
}

/** Level and points of an order's people, with every posting. */
export function Members() {
  const t = useT();
  const [order, setOrder] = useState<Found | null>(null);
  return (
    <Page title={t("customer-service.members.title")}>
      <ServiceNav />
      <div className="stack">
        <FindOrder chosen={order} onChoose={setOrder} focus />
        {order && <MembersOf orderId={order.orderId} />}
      </div>
    </Page>
  );
}
