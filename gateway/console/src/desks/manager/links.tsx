import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { asProblem } from "@/api";
import { useT } from "@/i18n";
import { CustomerLinks } from "@/order/customer-links";
import { Empty, Field, Form, ProblemAlert } from "@/ui";
import { fetchHits } from "@/search/hits";
import { DeskPage } from "./desk-page";

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
        <Form className="manager-row manager-form" onSend={() => setAsked(typed.trim())}>
          <Field label={t("search.title")} needed className="field-wide">
            <Input
              autoFocus={!order}
              placeholder={t("search.placeholder")}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </Field>
          <Button htmlType="submit" loading={hits.isFetching} disabled={!typed.trim()}>
            {t("manager.links.find")}
          </Button>
        </Form>
        {hits.error && <ProblemAlert problem={asProblem(hits.error)} retry={() => hits.refetch()} />}
        {hits.data && hits.data.length === 0 && <Empty text={t("search.none")} hint={t("search.none_hint")} />}
        <div className="page-actions">
          {hits.data?.map((hit) => (
            <Button key={hit.order_id} onClick={() => setSearch({ order: hit.order_id })}>
              {[hit.number, hit.names ?? []].flat().join(" · ")}
            </Button>
          ))}
        </div>
        {order && <CustomerLinks key={order} orderId={order} />}
      </div>
    </DeskPage>
  );
}
