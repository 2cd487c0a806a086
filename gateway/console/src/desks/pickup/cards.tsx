import { answer, api, useCommand, type components } from "@/api";
import { dayAndTime, plainDay } from "@/format";
import { useT } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import { ConfirmAction, OrderBadge, Page, QueueTable } from "@/ui";
import { PickupNav } from "./nav";

type Card = components["schemas"]["pickup_CardOut"];

function Lose({ card }: { card: Card }) {
  const t = useT();
  const may = useMay();
  const command = useCommand<string>({
    run: (card_id, sent) =>
      answer(api.POST("/v1/service-cards/{card_id}/loss", { params: { path: { card_id } }, headers: sent.headers })),
    invalidates: [["pickup"]],
  });
  if (card.state === "LOST") return <span className="tag tag-red">{t("pickup.cards.lost")}</span>;
  if (!may("pickup.cards.issue")) return <>{t("pickup.cards.issued")}</>;
  return (
    <ConfirmAction
      label={t("pickup.cards.lose")}
      question={t("pickup.cards.lose_question", { number: card.card_number })}
      command={command}
      input={() => card.id}
      button={{ size: "small" }}
    />
  );
}

/** Wedding-day service cards; a lost one is not replaced (PCK-07, A-19). */
export function Cards() {
  const t = useT();
  const { id: branch_id } = useBranch();
  return (
    <Page title={t("pickup.cards.title")} note={t("pickup.cards.note")}>
      <PickupNav />
      <QueueTable<Card>
        label={t("pickup.cards.title")}
        queryKey={["pickup", "cards", branch_id]}
        fetch={(cursor) => answer(api.GET("/v1/service-cards", { params: { query: { branch_id, cursor } } }))}
        live={["service_card."]}
        rowId={(row) => row.id}
        empty={t("pickup.cards.empty")}
        emptyHint={t("pickup.cards.empty_hint")}
        columns={[
          { id: "number", title: t("pickup.cards.number"), show: (row) => <b className="number">{row.card_number}</b> },
          { id: "wedding", title: t("pickup.cards.wedding"), show: (row) => plainDay(row.wedding_date) },
          { id: "book", title: t("pickup.cards.book_by"), show: (row) => plainDay(row.book_by) },
          { id: "issued", title: t("pickup.cards.issued_at"), show: (row) => dayAndTime(row.issued_at) },
          { id: "order", title: "", show: (row) => <OrderBadge id={row.order_id} number={t("order.sheet")} /> },
          { id: "state", title: t("order.state"), show: (row) => <Lose card={row} /> },
        ]}
      />
    </Page>
  );
}
