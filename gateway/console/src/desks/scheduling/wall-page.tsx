import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { answer, api, asProblem, type components } from "@/api";
import { clockTime, howLong, isoDay, plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import { DayInput, Empty, Page, ProblemAlert } from "@/ui";
import { ArtistLine } from "./artist";
import { CustomerNames } from "./desk-nav";
import { EscortLine, IntroduceButton, IntroducedLine, toIntroduce } from "./hand-over";
import { MOVES } from "./readings";
import { CompletionDialog, SheetDialog, StageDialog, UnfinishedDialog } from "./wall-forms";

export type Customer = components["schemas"]["scheduling_ShootDayOut"];
export type NextStage = components["schemas"]["scheduling_NextStage"];

const COLUMNS = ["EXPECTED", "HANDED_OVER", "MAKE_UP", "SHOOTING", "LUNCH", "OVER"] as const;
type Column = (typeof COLUMNS)[number];
/** Longer than this at one stage before make-up stands out, in minutes. */
const PATIENCE = 20;

const columnOf = (stage: string | null): Column => {
  if (stage === null) return "EXPECTED";
  return stage === "DONE" || stage === "UNFINISHED" ? "OVER" : (stage as Column);
};

export type Asked =
  | { form: "sheet"; customer: Customer }
  | { form: "stage"; customer: Customer; stage: NextStage }
  | { form: "completion"; customer: Customer }
  | { form: "unfinished"; customer: Customer };

/** The shoot day as a live wall: who is where, and since when; large buttons lead on. */
export function WallPage() {
  const t = useT();
  const [query, setQuery] = useSearchParams();
  const { id: branch_id } = useBranch();
  const day = query.get("day") ?? isoDay();
  const [asked, setAsked] = useState<Asked | null>(null);
  const wall = useQuery({
    queryKey: ["scheduling", "wall", branch_id, day],
    queryFn: async () =>
      (await answer(api.GET("/v1/shoot-days/{branch_id}/{day}", { params: { path: { branch_id, day } } }))).customers,
    // Waiting grows while nothing happens.
    refetchInterval: 60_000,
    meta: { live: MOVES },
  });
  const customers = wall.data ?? [];
  const here = customers.filter(({ stage }) => !["EXPECTED", "OVER"].includes(columnOf(stage))).length;
  return (
    <Page
      title={`${t("scheduling.page.wall")} · ${plainDay(day)}`}
      name={t("scheduling.page.wall")}
      note={t("scheduling.in_the_house", { count: here })}
      actions={
        <DayInput
          className="sched-date"
          label={t("scheduling.day")}
          value={day}
          onChange={(next) => setQuery({ day: next }, { replace: true })}
        />
      }
    >
      <ProblemAlert problem={wall.error ? asProblem(wall.error) : null} retry={() => wall.refetch()} />
      {wall.isPending && <Skeleton active />}
      {wall.data && customers.length === 0 && (
        <Empty text={t("scheduling.wall_empty")} hint={t("scheduling.wall_empty_hint")} />
      )}
      {customers.length > 0 && (
        <div className="wall">
          {COLUMNS.map((column) => {
            const mine = customers.filter(({ stage }) => columnOf(stage) === column);
            return (
              <section key={column} className="wall-column" aria-label={t(`scheduling.column.${column}`)}>
                <h2>
                  {t(`scheduling.column.${column}`)} <span className="count">{mine.length}</span>
                </h2>
                {mine.map((customer) => (
                  <Card key={customer.booking_id} customer={customer} onAsk={setAsked} />
                ))}
              </section>
            );
          })}
        </div>
      )}
      {asked && <Form asked={asked} onClose={() => setAsked(null)} />}
    </Page>
  );
}

function Form({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const { customer } = asked;
  if (asked.form === "sheet") return <SheetDialog customer={customer} onClose={onClose} />;
  if (asked.form === "stage") return <StageDialog customer={customer} stage={asked.stage} onClose={onClose} />;
  if (asked.form === "completion") return <CompletionDialog customer={customer} onClose={onClose} />;
  return <UnfinishedDialog customer={customer} onClose={onClose} />;
}

function Card({ customer, onAsk }: { customer: Customer; onAsk: (asked: Asked) => void }) {
  const t = useT();
  const mayDo = useMay()("scheduling.shoots.do");
  const { stage, waiting_minutes: waiting } = customer;
  const over = stage === "DONE" || stage === "UNFINISHED";
  const late = stage === "HANDED_OVER" && waiting > PATIENCE;
  return (
    <article className={late || customer.artist_late ? "wall-card is-late" : "wall-card"}>
      <div className="wall-head">
        <Link to={`/orders/${customer.order_id}`} className="wall-number number">
          {customer.customer_number ?? customer.order_number}
        </Link>
        <span className="number">{clockTime(customer.starts_at)}</span>
      </div>
      <div>
        <CustomerNames orderId={customer.order_id} />
      </div>
      <div className="small quiet">
        {customer.resources
          .filter(({ kind }) => kind !== "DRESS")
          .map(({ name }) => name)
          .join(" · ")}
      </div>
      {stage && !over && (
        <div className={late ? "wall-wait red" : "wall-wait"}>
          {t("scheduling.since", { time: clockTime(customer.since) })} · <b>{howLong(waiting * 60_000)}</b>
        </div>
      )}
      {over && <span className="tag">{word("value", stage)}</span>}
      {!over && <ArtistLine customer={customer} />}
      <IntroducedLine customer={customer} />
      {customer.preferences && <p className="small wall-wish">{customer.preferences}</p>}
      {customer.skin_notes && <p className="small red">{customer.skin_notes}</p>}
      <TalkLine customer={customer} />
      {customer.sent_back && (
        <p className="small red">
          {t("scheduling.sent_back")} {customer.sent_back}
        </p>
      )}
      {over && <Outcome customer={customer} />}
      {over && <EscortLine customer={customer} />}
      {mayDo && !over && <Steps customer={customer} onAsk={onAsk} />}
    </article>
  );
}

/** How long it was talked before make-up and before the shoot (SHO-05, SHO-08). */
function TalkLine({ customer }: { customer: Customer }) {
  const t = useT();
  const talks = customer.talks ?? [];
  if (talks.length === 0) return null;
  return (
    <p className="small quiet">
      {talks
        .map(({ stage, talk_minutes: count }) => `${word("value", stage)} ${t("scheduling.talked", { count })}`)
        .join(" · ")}
    </p>
  );
}

/** How the shoot went, what to do otherwise, and what did not come back (SHO-01, SHO-07). */
function Outcome({ customer }: { customer: Customer }) {
  const t = useT();
  const { summary, missing_equipment: missing } = customer;
  return (
    <>
      {summary && <p className="small wall-wish">{summary}</p>}
      {missing && (
        <p className="small red">
          {t("field.missing_equipment")} {missing}
        </p>
      )}
    </>
  );
}

/** What may come next from here; nothing is skipped. */
function Steps({ customer, onAsk }: { customer: Customer; onAsk: (asked: Asked) => void }) {
  const t = useT();
  const { stage, preferences } = customer;
  if (stage === null) return <p className="small quiet">{t("scheduling.check_in_first")}</p>;
  const to = (next: NextStage) => () => onAsk({ form: "stage", customer, stage: next });
  const shooting = stage === "SHOOTING";
  return (
    <div className="wall-steps">
      {stage === "HANDED_OVER" && !preferences && (
        <Button type="primary" size="large" onClick={() => onAsk({ form: "sheet", customer })}>
          {t("scheduling.sheet")}
        </Button>
      )}
      {stage === "HANDED_OVER" && preferences && (
        <Button type="primary" size="large" onClick={to("MAKE_UP")}>
          {word("value", "MAKE_UP")}
        </Button>
      )}
      {stage === "MAKE_UP" && <IntroduceButton customer={customer} />}
      {(stage === "MAKE_UP" || stage === "LUNCH") && (
        <Button
          type={stage === "MAKE_UP" && toIntroduce(customer) ? "default" : "primary"}
          size="large"
          onClick={to("SHOOTING")}
        >
          {t(stage === "LUNCH" ? "scheduling.shoot_on" : "scheduling.begin_shoot")}
        </Button>
      )}
      {shooting && (
        <>
          <Button type="primary" size="large" onClick={() => onAsk({ form: "completion", customer })}>
            {t("scheduling.complete")}
          </Button>
          <Button size="large" onClick={to("LUNCH")}>
            {word("value", "LUNCH")}
          </Button>
          <Button onClick={to("MAKE_UP")}>{t("scheduling.back_to_make_up")}</Button>
        </>
      )}
      {stage !== "MAKE_UP" && <IntroduceButton customer={customer} />}
      {preferences && <Button onClick={() => onAsk({ form: "sheet", customer })}>{t("scheduling.sheet")}</Button>}
      <Button danger onClick={() => onAsk({ form: "unfinished", customer })}>
        {t("scheduling.unfinished")}
      </Button>
    </div>
  );
}
