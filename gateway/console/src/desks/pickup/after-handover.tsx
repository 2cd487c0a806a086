import { Button, Input, Radio, Rate } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { isoDay, plainDay } from "@/format";
import { useT } from "@/i18n";
import { useMay } from "@/session/session";
import { DayInput, Field, ProblemAlert } from "@/ui";

type Pickup = components["schemas"]["pickup_OrderPickup"];
type SuggestionIn = components["schemas"]["pickup_SuggestionIn"];

function ServiceCard({ pickup }: { pickup: Pickup }) {
  const t = useT();
  const may = useMay();
  const [wedding, setWedding] = useState(pickup.wedding_date ?? "");
  const command = useCommand<string>({
    run: (wedding_date, sent) =>
      answer(
        api.POST("/v1/orders/{order_id}/service-card", {
          params: { path: { order_id: pickup.order_id } },
          body: { wedding_date },
          headers: sent.headers,
        }),
      ),
  });
  const card = pickup.service_card;
  if (card)
    return (
      <section className="block">
        <h2>{t("pickup.after.card")}</h2>
        <p className="pickup-card-number number">{card.card_number}</p>
        <p>{t("pickup.after.card_says", { wedding: plainDay(card.wedding_date), by: plainDay(card.book_by) })}</p>
        {card.state === "LOST" && <p className="red">{t("pickup.cards.lost")}</p>}
      </section>
    );
  if (!may("pickup.cards.issue")) return null;
  return (
    <section className="block stack">
      <h2>{t("pickup.after.card")}</h2>
      <div className="pickup-fields">
        <Field name="wedding_date" label={t("pickup.cards.wedding")} needed>
          <DayInput optional min={isoDay()} value={wedding} onChange={setWedding} />
        </Field>
        <Button disabled={!wedding} loading={command.pending} onClick={() => void command.submit(wedding)}>
          {t("pickup.after.issue")}
        </Button>
      </div>
      <p className="quiet">{t("pickup.cards.note")}</p>
      <ProblemAlert problem={command.problem} retry={command.retry} />
    </section>
  );
}

function Suggestion({ orderId }: { orderId: string }) {
  const t = useT();
  const [text, setText] = useState("");
  const [rating, setRating] = useState(0);
  const [recommends, setRecommends] = useState<boolean | null>(null);
  const [thanks, setThanks] = useState(false);
  const command = useCommand<SuggestionIn>({
    run: (body, sent) =>
      answer(
        api.POST("/v1/orders/{order_id}/suggestions", {
          params: { path: { order_id: orderId } },
          body,
          headers: sent.headers,
        }),
      ),
    onDone: () => {
      setThanks(true);
      setText("");
      setRating(0);
      setRecommends(null);
    },
  });
  return (
    <section className="block stack">
      <h2>{t("pickup.after.suggestion")}</h2>
      {thanks && <p role="status">{t("pickup.after.thanks")}</p>}
      <Field name="text" label={t("pickup.after.words")} needed>
        <Input.TextArea rows={2} maxLength={1000} value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      <div className="pickup-fields">
        <Field name="rating" label={t("pickup.after.rating")} group>
          <Rate value={rating} onChange={setRating} aria-label={t("pickup.after.rating")} />
        </Field>
        <Field name="would_recommend" label={t("pickup.after.recommend")} group>
          <Radio.Group
            value={recommends}
            aria-label={t("pickup.after.recommend")}
            onChange={(event) => setRecommends(event.target.value as boolean)}
            options={[
              { value: true, label: t("form.yes") },
              { value: false, label: t("form.no") },
            ]}
          />
        </Field>
        <Button
          disabled={!text.trim()}
          loading={command.pending}
          onClick={() =>
            void command.submit({ text: text.trim(), rating: rating || null, would_recommend: recommends })
          }
        >
          {t("pickup.after.keep")}
        </Button>
      </div>
      <ProblemAlert problem={command.problem} retry={command.retry} />
    </section>
  );
}

/** After something was taken: the service card of a wedding and the suggestion card (PCK-07, PCK-08). */
export function AfterHandover({ pickup }: { pickup: Pickup }) {
  const may = useMay();
  return (
    <>
      {pickup.wedding && <ServiceCard pickup={pickup} />}
      {may("pickup.suggestions.record") && <Suggestion orderId={pickup.order_id} />}
    </>
  );
}
