import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { useT, word } from "@/i18n";
import { Field, FormDialog, StaffSelect } from "@/ui";
import type { Card, HandOver } from "./cards";

type Take = components["schemas"]["reception_TakeIn"];
type Role = Card["performance"][number]["role"];

const BOOKED: readonly Role[] = ["PHOTOGRAPHER", "MAKEUP_ARTIST"];

/** The cashier books photographer and make-up artist as the cards say; what the shoot told stands there already. */
export function TakeCards(props: { handOver: HandOver; cards: readonly Card[]; onClose: () => void }) {
  const { handOver, cards, onClose } = props;
  const t = useT();
  const [changed, setChanged] = useState<Record<string, string | null>>({});
  const take = useCommand<Take>({
    run: (body, sent) =>
      answer(
        api.POST("/v1/card-hand-overs/{hand_over_id}/acceptance", {
          params: { path: { hand_over_id: handOver.id } },
          body,
          headers: sent.headers,
        }),
      ),
    onDone: onClose,
  });
  const entries = cards.flatMap((card) =>
    BOOKED.map((role) => {
      const told = card.performance.find((one) => one.role === role)?.staff_id ?? null;
      const key = `${card.order_id} ${role}`;
      return { key, card, role, told, now: changed[key] ?? told };
    }),
  );
  const corrections = entries.flatMap(({ card, role, told, now }) =>
    now !== null && now !== told ? [{ order_id: card.order_id, role, staff_id: now }] : [],
  );
  return (
    <FormDialog {...{ command: take, onClose }} title={t("reception.cards.take")} body={{ corrections }}>
      <p className="quiet">{t("reception.cards.compare")}</p>
      {entries.map(({ key, card, role, now }) => (
        <Field
          key={key}
          name="corrections"
          label={`${card.customer_number ?? card.number} · ${word("role", role.toLowerCase())}`}
        >
          <StaffSelect
            value={now}
            roles={[role.toLowerCase()]}
            onChange={(id) => setChanged((before) => ({ ...before, [key]: id }))}
          />
        </Field>
      ))}
    </FormDialog>
  );
}
