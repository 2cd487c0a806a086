import { Button, Skeleton } from "antd";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api, asProblem, useCommand, type components } from "@/api";
import { plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import { ConfirmAction, Empty, Page, ProblemAlert, StaffName } from "@/ui";
import { PlanCampaign } from "./campaign-form";
import { FindOrder, type Found } from "./find-order";
import { ServiceNav } from "./nav";

type Campaign = components["schemas"]["customer_service_CampaignOut"];

/** Special visits to chosen groups of customers: plan, follow, stop (N-23). */
export function Campaigns() {
  const t = useT();
  const may = useMay();
  const { id: branch_id } = useBranch();
  const [planning, setPlanning] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ["customer-service", "campaigns", branch_id],
    queryFn: async () =>
      (await answer(api.GET("/v1/campaigns", { params: { query: { branch_id, limit: 100 } } }))).items,
    meta: { live: ["campaign.", "contact."] },
  });
  const plans = may("customer_service.campaigns.manage");
  return (
    <Page
      title={t("customer-service.campaigns.title")}
      note={t("customer-service.campaigns.note")}
      shortcuts={plans ? [{ keys: "n", label: t("customer-service.campaigns.new"), run: () => setPlanning(true) }] : []}
      actions={
        plans && (
          <Button type="primary" size="large" onClick={() => setPlanning(true)}>
            {t("customer-service.campaigns.new")} <kbd aria-hidden>N</kbd>
          </Button>
        )
      }
    >
      <ServiceNav />
      <section className="block" aria-label={t("customer-service.campaigns.title")}>
        <ProblemAlert problem={error ? asProblem(error) : null} retry={() => refetch()} />
        {!data && !error && <Skeleton active />}
        {data?.length === 0 && (
          <Empty text={t("customer-service.campaigns.none")} hint={t("customer-service.campaigns.none_hint")} />
        )}
        <ul className="plain-list">
          {data?.map((one) => (
            <CampaignLine key={one.id} one={one} stops={plans} />
          ))}
        </ul>
      </section>
      {may("customer_service.contacts.do") && <OptOut />}
      {planning && <PlanCampaign onClose={() => setPlanning(false)} />}
    </Page>
  );
}

function CampaignLine({ one, stops }: { one: Campaign; stops: boolean }) {
  const t = useT();
  const stop = useCommand({
    run: (campaign_id: string) =>
      answer(api.POST("/v1/campaigns/{campaign_id}/stop", { params: { path: { campaign_id } } })),
    invalidates: [["customer-service", "campaigns"], ["contacts"], ["today"]],
  });
  return (
    <li className="line">
      <span className="line-main">
        <b>{one.occasion}</b> <span className="quiet">{one.offer}</span>
        <br />
        <span className="quiet">
          {word("customer-service.campaigns.kind", one.kind)} ·{" "}
          {word("customer-service.campaigns.channel", one.channel)} · {plainDay(one.first_day)} –{" "}
          {plainDay(one.last_day)} · <StaffName id={one.started_by} />
        </span>
      </span>
      <span>
        {t("customer-service.campaigns.progress", { done: one.done, customers: one.customers, open: one.open })}
      </span>
      <span className="tag">{word("customer-service.campaigns.state", one.state)}</span>
      {stops && one.state === "RUNNING" && one.open > 0 && (
        <ConfirmAction
          label={t("customer-service.campaigns.stop")}
          question={t("customer-service.campaigns.stop_question")}
          command={stop}
          input={() => one.id}
          button={{ danger: true }}
        />
      )}
    </li>
  );
}

/** Somebody says: no more of this. It holds in the whole chain. */
function OptOut() {
  const t = useT();
  const [order, setOrder] = useState<Found | null>(null);
  const [told, setTold] = useState<boolean | null>(null);
  const note = useCommand({
    run: ({ order_id, out }: { order_id: string; out: boolean }) => {
      const path = { params: { path: { order_id } } };
      return answer(
        out
          ? api.POST("/v1/orders/{order_id}/campaign-opt-out", path)
          : api.DELETE("/v1/orders/{order_id}/campaign-opt-out", path),
      );
    },
    invalidates: [["customer-service", "campaigns"], ["contacts"], ["today"]],
    onDone: ({ no_campaigns }) => {
      setTold(no_campaigns);
      setOrder(null);
    },
  });
  const send = (out: boolean) => order && void note.submit({ order_id: order.orderId, out });
  return (
    <section className="block stack narrow" aria-label={t("customer-service.campaigns.opt_out")}>
      <h2>{t("customer-service.campaigns.opt_out")}</h2>
      {told !== null && (
        <p role="status">{t(told ? "customer-service.campaigns.kept" : "customer-service.campaigns.again")}</p>
      )}
      <FindOrder chosen={order} onChoose={setOrder} />
      <ProblemAlert problem={note.problem} retry={note.retry} />
      {order && (
        <div className="page-actions">
          <Button loading={note.pending} onClick={() => send(true)}>
            {t("customer-service.campaigns.opt_out_do")}
          </Button>
          <Button loading={note.pending} onClick={() => send(false)}>
            {t("customer-service.campaigns.opt_in_do")}
          </Button>
        </div>
      )}
    </section>
  );
}
