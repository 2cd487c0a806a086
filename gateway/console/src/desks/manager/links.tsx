import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { answer, api, asProblem, useCommand, type components } from "@/api";
import { fullTime } from "@/format";
import { useT } from "@/i18n";
import { ConfirmAction, Empty, OrderBadge, ProblemAlert, StaffName } from "@/ui";
import { fetchHits } from "@/search/hits";
import { DeskPage } from "./desk-page";

type Link = components["schemas"]["customer_service_CustomerLinkOut"];

/** Find an order, make its customer a link, withdraw one that went astray. */
export function Links() {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  const order = search.get("order");
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState("");
  const hits = useQuery({
    queryKey: ["manager", "links", "search", asked],
    queryFn: () => fetchHits(asked),
    enabled: asked !== "",
  });
  return (
    <DeskPage title={t("manager.links.title")} note={t("manager.links.note")}>
      <div className="manager-list">
        <form
          className="manager-row manager-form"
          onSubmit={(event) => {
            event.preventDefault();
            setAsked(typed.trim());
          }}
        >
          <label className="field field-wide">
            <span>{t("search.title")}</span>
            <Input
              autoFocus={!order}
              placeholder={t("search.placeholder")}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </label>
          <Button htmlType="submit" loading={hits.isFetching} disabled={!typed.trim()}>
            {t("manager.links.find")}
          </Button>
        </form>
        {hits.error && <ProblemAlert problem={asProblem(hits.error)} retry={() => hits.refetch()} />}
        {hits.data && hits.data.length === 0 && <Empty text={t("search.none")} hint={t("search.none_hint")} />}
        <div className="page-actions">
          {hits.data?.map((hit) => (
            <Button key={hit.order_id} onClick={() => setSearch({ order: hit.order_id })}>
              {[hit.number, hit.names ?? []].flat().join(" · ")}
            </Button>
          ))}
        </div>
        {order && <OrderLinks key={order} order_id={order} />}
      </div>
    </DeskPage>
  );
}

function OrderLinks({ order_id }: { order_id: string }) {
  const t = useT();
  const path = { order_id };
  const [made, setMade] = useState("");
  const list = useQuery({
    queryKey: ["manager", "links", order_id],
    queryFn: async () => (await answer(api.GET("/v1/orders/{order_id}/customer-links", { params: { path } }))).items,
  });
  const make = useCommand({
    run: (days: number, sent) =>
      answer(api.POST("/v1/orders/{order_id}/customer-links", { params: { path }, body: { days }, ...sent })),
    onDone: ({ code }) => setMade(`${location.origin}/c/${code}`),
    invalidates: [["manager", "links"]],
  });
  return (
    <section className="block stack" aria-label={t("manager.links.of_order")}>
      <h2>
        {t("manager.links.of_order")} <OrderBadge id={order_id} />
      </h2>
      {list.error && <ProblemAlert problem={asProblem(list.error)} retry={() => list.refetch()} />}
      {made && (
        <div className="new-link" role="status">
          <strong>{t("manager.links.made")}</strong>
          <code>{made}</code>
          <div>
            <Button onClick={() => void navigator.clipboard?.writeText(made)}>{t("manager.links.copy")}</Button>
          </div>
        </div>
      )}
      {list.data?.length === 0 && <Empty text={t("manager.links.empty")} hint={t("manager.links.empty_hint")} />}
      <ul className="waiting">
        {list.data?.map((link) => (
          <li key={link.id}>
            <OneLink link={link} />
          </li>
        ))}
      </ul>
      <ProblemAlert problem={make.problem} retry={make.retry} />
      <div>
        <Button type="primary" loading={make.pending} onClick={() => make.submit(180)}>
          {t("manager.links.make")}
        </Button>
      </div>
    </section>
  );
}

function OneLink({ link }: { link: Link }) {
  const t = useT();
  const withdraw = useCommand({
    run: (link_id: string) =>
      answer(
        api.DELETE("/v1/orders/{order_id}/customer-links/{link_id}", {
          params: { path: { order_id: link.order_id, link_id } },
        }),
      ),
    invalidates: [["manager", "links"]],
  });
  return (
    <>
      <span>
        <StaffName id={link.made_by} /> · {fullTime(link.made_at)}
      </span>
      {link.withdrawn_at ? (
        <span className="quiet">{t("manager.links.withdrawn", { at: fullTime(link.withdrawn_at) })}</span>
      ) : (
        <div className="page-actions">
          <span className="quiet">{t("manager.links.until", { at: fullTime(link.expires_at) })}</span>
          <ConfirmAction
            label={t("manager.links.withdraw")}
            question={t("manager.links.withdraw_question")}
            command={withdraw}
            input={() => link.id}
          />
        </div>
      )}
    </>
  );
}
