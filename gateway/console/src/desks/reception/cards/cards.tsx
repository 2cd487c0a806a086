import { useQuery } from "@tanstack/react-query";
import { Checkbox, Button, Skeleton } from "antd";
import { useState } from "react";
import { answer, api, asProblem, useCommand, type components } from "@/api";
import { clockTime } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useMay, useSession } from "@/session/session";
import { Empty, Form, Line, OrderBadge, ProblemAlert, StaffName } from "@/ui";
import { TakeCards } from "./take-cards";

type Cards = components["schemas"]["reception_CardsOfDay"];
export type Card = Cards["cards"][number];
export type HandOver = Cards["hand_overs"][number];

/** The job cards of a day: what was shot, whose performance it is, and who has the card (REC-13). */
export function JobCards({ day }: { day: string }) {
  const t = useT();
  const may = useMay();
  const { id: branch_id } = useBranch();
  const read = useQuery({
    queryKey: ["reception", "job-cards", branch_id, day],
    queryFn: () => answer(api.GET("/v1/job-cards/{branch_id}/{day}", { params: { path: { branch_id, day } } })),
    meta: { live: ["job_cards.", "shoot.", "customer.checked_in"] },
  });
  const { data } = read;
  return (
    <section className="block stack" aria-label={t("reception.cards.title")}>
      <h2>{t("reception.cards.title")}</h2>
      {read.error && <ProblemAlert problem={asProblem(read.error)} retry={() => read.refetch()} />}
      {read.isPending && <Skeleton active />}
      {data && data.missing > 0 && (
        <p className="red" role="status">
          {t("reception.cards.missing", { count: data.missing })}
        </p>
      )}
      {data?.cards.length === 0 && <Empty text={t("reception.cards.none")} hint={t("reception.cards.none_hint")} />}
      {data && data.cards.length > 0 && <Collected key={`${day} ${data.hand_overs.length}`} cards={data} />}
      {data?.hand_overs.map((one) => (
        <Given key={one.id} handOver={one} cards={data.cards} />
      ))}
      {data && !may("reception.job_cards.hand_over") && data.hand_overs.length === 0 && data.cards.length > 0 && (
        <p className="quiet">{t("reception.cards.waiting")}</p>
      )}
    </section>
  );
}

function Crew({ card }: { card: Card }) {
  return (
    <span className="quiet">
      {card.performance.map((one) => (
        <span key={one.role}>
          {word("role", one.role.toLowerCase())} <StaffName id={one.staff_id} />
          {one.booked_by ? " ✓ " : " "}
        </span>
      ))}
    </span>
  );
}

/** The cards, those of shoots that are over chosen already; one button gives them to the cashier. */
function Collected({ cards }: { cards: Cards }) {
  const t = useT();
  const may = useMay();
  const gives = may("reception.job_cards.hand_over");
  const here = cards.cards.filter(({ state }) => state === "SHOT" || state === "AT_WORK");
  const [off, setOff] = useState<readonly string[]>([]);
  const [early, setEarly] = useState<readonly string[]>([]);
  const [note, setNote] = useState("");
  const chosen = here.filter(({ state, order_id }) =>
    state === "SHOT" ? !off.includes(order_id) : early.includes(order_id),
  );
  const missing = here.filter(({ state, order_id }) => state === "SHOT" && off.includes(order_id)).length;
  const give = useCommand({
    run: (body: { order_ids: string[]; missing_note: string }, sent) =>
      answer(
        api.POST("/v1/job-cards/{branch_id}/{day}/hand-overs", {
          params: { path: { branch_id: cards.branch_id, day: cards.day } },
          body,
          headers: sent.headers,
        }),
      ),
  });
  const ready = chosen.length > 0 && (missing === 0 || note.trim() !== "");
  const turn = (card: Card, on: boolean) => {
    const change = card.state === "SHOT" ? setOff : setEarly;
    const there = card.state === "SHOT" ? !on : on;
    change((before) => (there ? [...before, card.order_id] : before.filter((one) => one !== card.order_id)));
  };
  const send = () => {
    if (ready)
      void give.submit({ order_ids: chosen.map(({ order_id }) => order_id), missing_note: missing ? note.trim() : "" });
  };
  return (
    <Form aria-label={t("reception.cards.collect")} onSend={send}>
      <ul className="plain-list">
        {cards.cards.map((card) => (
          <li key={card.order_id} className="line">
            {gives && here.includes(card) && (
              <Checkbox
                aria-label={t("reception.cards.here", { number: card.number })}
                checked={chosen.includes(card)}
                onChange={({ target }) => turn(card, target.checked)}
              />
            )}
            <OrderBadge id={card.order_id} number={card.number} customerNumber={card.customer_number} />
            <span className={card.state === "SHOT" ? "red" : "quiet"}>{t(`reception.cards.state.${card.state}`)}</span>
            <span className="line-main">
              <Crew card={card} />
            </span>
          </li>
        ))}
      </ul>
      {gives && missing > 0 && (
        <Line
          name="missing_note"
          needed
          most={1000}
          label={t("reception.cards.where", { count: missing })}
          value={note}
          onChange={setNote}
        />
      )}
      <ProblemAlert problem={give.problem} retry={give.retry} />
      {gives && here.length > 0 && (
        <div>
          <Button type="primary" htmlType="submit" disabled={!ready} loading={give.pending}>
            {t("reception.cards.give", { count: chosen.length })}
          </Button>
        </div>
      )}
    </Form>
  );
}

/** Who gave how many cards, who took them, and what was missing. */
function Given({ handOver, cards }: { handOver: HandOver; cards: readonly Card[] }) {
  const t = useT();
  const may = useMay();
  const { me } = useSession();
  const [taking, setTaking] = useState(false);
  const mine = handOver.handed_by === me.staff;
  return (
    <div className="rc-given">
      <p>
        {t("reception.cards.given", { count: handOver.cards, at: clockTime(handOver.handed_at) })}{" "}
        <StaffName id={handOver.handed_by} />
        {handOver.taken_by && (
          <>
            {" · "}
            {t("reception.cards.taken", { at: clockTime(handOver.taken_at) })} <StaffName id={handOver.taken_by} />
          </>
        )}
      </p>
      {handOver.missing.length > 0 && (
        <p className="red">
          {t("reception.cards.lacked", { count: handOver.missing.length })} {handOver.missing_note}
        </p>
      )}
      {!handOver.taken_by && may("reception.job_cards.take") && !mine && (
        <Button type="primary" onClick={() => setTaking(true)}>
          {t("reception.cards.take")}
        </Button>
      )}
      {!handOver.taken_by && mine && <p className="quiet">{t("reception.cards.another")}</p>}
      {taking && (
        <TakeCards
          handOver={handOver}
          cards={cards.filter((one) => one.hand_over_id === handOver.id)}
          onClose={() => setTaking(false)}
        />
      )}
    </div>
  );
}
