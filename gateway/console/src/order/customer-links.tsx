import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { answer, api, asProblem, useCommand, type components } from "@/api";
import { businessNow, dayAndTime, fullTime } from "@/format";
import { useT } from "@/i18n";
import { ConfirmAction, Empty, OrderBadge, ProblemAlert, StaffName } from "@/ui";

type Link = components["schemas"]["customer_service_CustomerLinkOut"];

/** The links of one order's customer: make one, withdraw one that went astray. */
export function CustomerLinks({ orderId }: { orderId: string }) {
  const t = useT();
  const path = { order_id: orderId };
  const [made, setMade] = useState("");
  const [copied, setCopied] = useState(false);
  const list = useQuery({
    queryKey: ["customer-links", orderId],
    queryFn: async () => (await answer(api.GET("/v1/orders/{order_id}/customer-links", { params: { path } }))).items,
  });
  const make = useCommand({
    run: (days: number, sent) =>
      answer(api.POST("/v1/orders/{order_id}/customer-links", { params: { path }, body: { days }, ...sent })),
    onDone: ({ code }) => {
      setMade(`${location.origin}/c/${code}`);
      setCopied(false);
    },
    invalidates: [["customer-links"]],
  });
  return (
    <section className="block stack" aria-label={t("links.of_order")}>
      <h2>
        {t("links.of_order")} <OrderBadge id={orderId} />
      </h2>
      {list.error && <ProblemAlert problem={asProblem(list.error)} retry={() => list.refetch()} />}
      {made && (
        <div className="new-link" role="status">
          <strong>{t("links.made")}</strong>
          <code>{made}</code>
          <div>
            <Button onClick={() => void navigator.clipboard?.writeText(made).then(() => setCopied(true))}>
              {t(copied ? "links.copied" : "links.copy")}
            </Button>
          </div>
        </div>
      )}
      {list.data?.length === 0 && <Empty text={t("links.empty")} hint={t("links.empty_hint")} />}
      <ul className="plain-list">
        {list.data?.map((link) => (
          <li key={link.id} className="line">
            <OneLink link={link} onWithdrawn={() => setMade("")} />
          </li>
        ))}
      </ul>
      <ProblemAlert problem={make.problem} retry={make.retry} />
      <div>
        <Button type="primary" loading={make.pending} onClick={() => make.submit(180)}>
          {t("links.make")}
        </Button>
      </div>
    </section>
  );
}

function OneLink({ link, onWithdrawn }: { link: Link; onWithdrawn: () => void }) {
  const t = useT();
  const withdraw = useCommand({
    run: (link_id: string) =>
      answer(
        api.DELETE("/v1/orders/{order_id}/customer-links/{link_id}", {
          params: { path: { order_id: link.order_id, link_id } },
        }),
      ),
    onDone: onWithdrawn,
    invalidates: [["customer-links"]],
  });
  const over = new Date(link.expires_at) <= businessNow();
  return (
    <>
      <span className="line-main">
        <StaffName id={link.made_by} /> · {dayAndTime(link.made_at)}
      </span>
      {link.withdrawn_at || over ? (
        <span className="quiet">
          {link.withdrawn_at
            ? t("links.withdrawn", { at: fullTime(link.withdrawn_at) })
            : t("links.expired", { at: fullTime(link.expires_at) })}
        </span>
      ) : (
        <div className="page-actions">
          <span className="quiet">{t("links.until", { at: fullTime(link.expires_at) })}</span>
          <ConfirmAction
            label={t("links.withdraw")}
            question={t("links.withdraw_question")}
            command={withdraw}
            input={() => link.id}
          />
        </div>
      )}
    </>
  );
}
