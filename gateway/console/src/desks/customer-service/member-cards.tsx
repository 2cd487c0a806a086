import { Button, Input, Select } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { dayOf, plainDay, isoDay } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import { ConfirmAction, DayInput, Dialog, Field, ProblemAlert, StaffName, useDone } from "@/ui";

type Member = components["schemas"]["customer_service_MemberOut"];
type CardIn = components["schemas"]["customer_service_CardIn"];
type Kind = CardIn["kind"];

/** Give a customer a card with the number printed on it (CS-20). */
function IssueCard({ personId }: { personId: string }) {
  const t = useT();
  const done = useDone();
  const branch = useBranch();
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState<Kind>("GOLD");
  const [number, setNumber] = useState("");
  const [until, setUntil] = useState("");
  const issue = useCommand({
    run: (body: CardIn, sent) =>
      answer(api.POST("/v1/members/{person_id}/cards", { params: { path: { person_id: personId } }, body, ...sent })),
    onDone: (card) => {
      setOpen(false);
      setNumber("");
      done(t("customer-service.cards.given", { number: card.number }));
    },
    invalidates: [["member", personId]],
  });
  const send = () =>
    issue.submit({ branch_id: branch.id, kind, number: number.trim(), expires_on: until === "" ? null : until });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("customer-service.cards.issue")}</Button>
      {open && (
        <Dialog
          title={t("customer-service.cards.issue")}
          okText={t("customer-service.cards.issue")}
          cancelText={t("form.back")}
          confirmLoading={issue.pending}
          okButtonProps={{ disabled: !number.trim() }}
          onOk={send}
          onCancel={() => {
            setOpen(false);
            issue.dismiss();
          }}
        >
          <div className="stack">
            <Field name="kind" label={t("customer-service.cards.kind")}>
              <Select<Kind>
                value={kind}
                onChange={setKind}
                options={(["GOLD", "VIP"] as const).map((value) => ({
                  value,
                  label: word("customer-service.card_kind", value),
                }))}
              />
            </Field>
            <Field name="number" label={t("customer-service.cards.number")} needed>
              <Input
                maxLength={40}
                autoComplete="off"
                value={number}
                onChange={(event) => setNumber(event.target.value)}
              />
            </Field>
            <Field name="expires_on" label={t("customer-service.cards.until")}>
              <DayInput optional min={isoDay()} value={until} onChange={setUntil} />
            </Field>
            <ProblemAlert problem={issue.problem} retry={issue.retry} />
          </div>
        </Dialog>
      )}
    </>
  );
}

/** Until when a card is good; red when that day has passed. */
function Validity({ until }: { until: string | null }) {
  const t = useT();
  if (!until) return <span className="line-main quiet">{t("customer-service.cards.without_end")}</span>;
  const over = until < isoDay();
  return (
    <span className={over ? "line-main red" : "line-main quiet"}>
      {t(over ? "customer-service.cards.expired" : "customer-service.cards.valid_until", { day: plainDay(until) })}
    </span>
  );
}

/** A member's cards: what is held, what was taken back and why. */
export function MemberCards({ member }: { member: Member }) {
  const t = useT();
  const may = useMay();
  const keeps = may("customer_service.cards.manage");
  const back = useCommand({
    run: ({ id, reason }: { id: string; reason: string }, sent) =>
      answer(
        api.POST("/v1/member-cards/{card_id}/return", { params: { path: { card_id: id } }, body: { reason }, ...sent }),
      ),
    invalidates: [["member", member.person_id]],
  });
  return (
    <section className="stack" aria-label={t("customer-service.cards.title")}>
      <header className="contact-head">
        <h3>{t("customer-service.cards.title")}</h3>
        <span className="grow" />
        {keeps && <IssueCard personId={member.person_id} />}
      </header>
      {member.cards.length === 0 && <p className="quiet">{t("customer-service.cards.none")}</p>}
      <ul className="plain-list">
        {member.cards.map((card) => (
          <li key={card.id} className="line">
            <b>{word("customer-service.card_kind", card.kind)}</b>
            <span className="number">{card.number}</span>
            {card.state === "ISSUED" ? (
              <>
                <Validity until={card.expires_on} />
                {keeps && (
                  <ConfirmAction
                    label={t("customer-service.cards.take_back")}
                    question={t("customer-service.cards.take_back_question", { number: card.number })}
                    command={back}
                    reason
                    input={(reason) => ({ id: card.id, reason })}
                    button={{ size: "small" }}
                  />
                )}
              </>
            ) : (
              <span className="line-main quiet">
                {t("customer-service.cards.taken_back", { day: dayOf(card.taken_back_at) })} ·{" "}
                <StaffName id={card.taken_back_by} /> · {card.reason}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
