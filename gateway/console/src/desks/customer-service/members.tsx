import { useQuery } from "@tanstack/react-query";
import { Button, Input, Segmented, Skeleton } from "antd";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { answer, api, asProblem, useCommand, type components } from "@/api";
import { fullTime, money } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import { Field, OrderBadge, Page, PersonName, ProblemAlert, QueueTable } from "@/ui";
import { FindOrder, type Found } from "./find-order";
import { MemberCards } from "./member-cards";
import { ServiceNav } from "./nav";

type MemberOut = components["schemas"]["customer_service_MemberOut"];
type Line = components["schemas"]["customer_service_MemberLine"];
type Level = components["schemas"]["customer_service_Level"];

function Ledger({ member }: { member: MemberOut }) {
  const t = useT();
  return (
    <section aria-label={t("customer-service.members.ledger")}>
      <h3>{t("customer-service.members.ledger")}</h3>
      {member.ledger.length === 0 && <p className="quiet">{t("customer-service.members.no_points")}</p>}
      <ul className="plain-list">
        {member.ledger.map((line) => (
          <li key={`${line.at} ${line.balance}`} className="line">
            <span className="number quiet">{fullTime(line.at)}</span>
            <span className="line-main">
              {word("customer-service.points_reason", line.reason)}{" "}
              {line.order_id && <OrderBadge id={line.order_id} number={t("order.sheet")} />}
            </span>
            <b className={`number ${line.points < 0 ? "red" : ""}`}>
              {line.points > 0 && "+"}
              {line.points}
            </b>
            <span className="number quiet">{line.balance}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How far the thanks for a recommended order is. */
function standing(order: MemberOut["referred"][number]): string {
  if (!order.cash) return order.shot ? "shot" : "waiting";
  if (order.cash_paid) return "cash_paid";
  return order.cash_refused ? "cash_refused" : "cash_waiting";
}

/** Points or money for recommending, as the customer says. */
function RewardChoice({ member }: { member: MemberOut }) {
  const t = useT();
  const may = useMay();
  const choose = useCommand({
    run: (reward: MemberOut["reward"], sent) =>
      answer(
        api.PUT("/v1/members/{person_id}/reward", {
          params: { path: { person_id: member.person_id } },
          body: { reward },
          headers: sent.headers,
        }),
      ),
  });
  return (
    <Field name="reward" label={t("customer-service.referral.reward")} group>
      <Segmented
        aria-label={t("customer-service.referral.reward")}
        value={member.reward}
        disabled={choose.pending || !may("customer_service.rewards.choose")}
        onChange={(reward) => void choose.submit(reward)}
        options={(["POINTS", "CASH"] as const).map((value) => ({
          value,
          label: t(`customer-service.referral.${value}`),
        }))}
      />
      <ProblemAlert problem={choose.problem} retry={choose.retry} />
    </Field>
  );
}

/** The code to pass on, and who came by it; points follow the friend's shoot. */
function Referrals({ member }: { member: MemberOut }) {
  const t = useT();
  const [copied, setCopied] = useState(false);
  const code = member.referral_code;
  return (
    <section className="stack" aria-label={t("customer-service.referral.title")}>
      <header className="contact-head">
        <h3>{t("customer-service.referral.title")}</h3>
        <span className="grow" />
        {code && (
          <>
            <code className="referral-code">{code}</code>
            <Button
              size="small"
              onClick={() => {
                void navigator.clipboard?.writeText(code);
                setCopied(true);
              }}
            >
              {t(copied ? "customer-service.referral.copied" : "customer-service.referral.copy")}
            </Button>
          </>
        )}
      </header>
      {code && <RewardChoice member={member} />}
      {member.referred.length === 0 && <p className="quiet">{t("customer-service.referral.none")}</p>}
      <ul className="plain-list">
        {member.referred.map((order) => (
          <li key={order.order_id} className="line">
            <OrderBadge id={order.order_id} number={order.number} />
            <span className="line-main quiet">{t(`customer-service.referral.${standing(order)}`)}</span>
            {order.cash && <b className="number">{money(order.cash)}</b>}
            {order.points > 0 && <b className="number">+{order.points}</b>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Member({ personId }: { personId: string }) {
  const t = useT();
  const found = useQuery({
    queryKey: ["member", personId],
    queryFn: () => answer(api.GET("/v1/members/{person_id}", { params: { path: { person_id: personId } } })),
    meta: { live: ["points.", "member.", "cash_back."] },
  });
  const member = found.data;
  return (
    <article className="block stack" aria-label={t("customer-service.members.one")}>
      <header className="contact-head">
        <h2>
          <PersonName id={personId} phone />
        </h2>
        {member && <span className="tag">{word("customer-service.level", member.level)}</span>}
        <span className="grow" />
        {member && <b className="member-points">{t("customer-service.members.points", { count: member.points })}</b>}
      </header>
      {found.isPending && <Skeleton active />}
      <ProblemAlert problem={found.error ? asProblem(found.error) : null} retry={() => found.refetch()} />
      {member && (
        <>
          <Referrals member={member} />
          <MemberCards member={member} />
          <Ledger member={member} />
        </>
      )}
    </article>
  );
}

function MembersOf({ orderId }: { orderId: string }) {
  const sheet = useQuery({
    queryKey: ["sheet", orderId],
    queryFn: () => answer(api.GET("/v1/job-sheets/{order_id}", { params: { path: { order_id: orderId } } })),
  });
  if (sheet.isPending) return <Skeleton active />;
  if (sheet.error) return <ProblemAlert problem={asProblem(sheet.error)} retry={() => sheet.refetch()} />;
  return (
    <div className="member-pair">
      {sheet.data.person_ids.map((id) => (
        <Member key={id} personId={id} />
      ))}
    </div>
  );
}

/** Whose code a new customer brings. */
function FindByCode({ onFound }: { onFound: (personId: string) => void }) {
  const t = useT();
  const [typed, setTyped] = useState("");
  const find = useCommand({
    run: (code: string) =>
      answer(api.GET("/v1/referral-codes/{referral_code}", { params: { path: { referral_code: code } } })),
    onDone: ({ person_id }) => onFound(person_id),
    invalidates: [],
  });
  return (
    <div className="find-order">
      <Field name="code" label={t("customer-service.referral.code")}>
        <Input.Search
          maxLength={20}
          placeholder={t("customer-service.referral.example")}
          value={typed}
          loading={find.pending}
          enterButton={t("customer-service.find.search")}
          onChange={(event) => setTyped(event.target.value)}
          onSearch={(code) => code.trim().length >= 8 && void find.submit(code.trim())}
        />
      </Field>
      <ProblemAlert problem={find.problem} retry={find.retry} />
    </div>
  );
}

const LEVELS = ["ALL", "MEMBER", "GOLD", "DIAMOND"] as const;

function MemberList({ onOpen }: { onOpen: (personId: string) => void }) {
  const t = useT();
  const { id: branch_id } = useBranch();
  const [level, setLevel] = useState<(typeof LEVELS)[number]>("ALL");
  const wanted: Level | undefined = level === "ALL" ? undefined : level;
  return (
    <section className="stack">
      <Segmented
        aria-label={t("customer-service.members.level")}
        value={level}
        onChange={setLevel}
        options={LEVELS.map((value) => ({
          value,
          label: value === "ALL" ? t("customer-service.members.all") : word("customer-service.level", value),
        }))}
      />
      <QueueTable<Line>
        label={t("customer-service.members.title")}
        queryKey={["members", branch_id, level]}
        fetch={(cursor) => answer(api.GET("/v1/members", { params: { query: { branch_id, level: wanted, cursor } } }))}
        live={["points.", "member."]}
        rowId={(row) => row.person_id}
        empty={t("customer-service.members.nobody")}
        onOpen={(row) => onOpen(row.person_id)}
        columns={[
          { id: "who", title: t("order.customer"), show: (row) => <PersonName id={row.person_id} phone /> },
          {
            id: "level",
            title: t("customer-service.members.level"),
            show: (row) => word("customer-service.level", row.level),
          },
          {
            id: "points",
            title: t("customer-service.members.points_title"),
            number: true,
            show: (row) => <span className="number">{row.points}</span>,
          },
        ]}
      />
    </section>
  );
}

/** Level, points, cards and referrals, found by order, by referral code, or in the list of members. */
export function Members() {
  const t = useT();
  const go = useNavigate();
  const may = useMay();
  const [order, setOrder] = useState<Found | null>(null);
  const [search, setSearch] = useSearchParams();
  const person = search.get("person");
  const show = (id: string) => setSearch({ person: id });
  return (
    <Page
      title={t("customer-service.members.title")}
      note={t("customer-service.members.note")}
      actions={
        may("reception.member_data.read") && (
          <Button onClick={() => void go("/customer-service/members/data")}>
            {t("customer-service.member_data.title")}
          </Button>
        )
      }
    >
      <ServiceNav />
      <div className="stack">
        {person ? (
          <>
            <div>
              <Button onClick={() => setSearch({})}>{t("customer-service.members.everybody")}</Button>
            </div>
            <Member key={person} personId={person} />
          </>
        ) : (
          <>
            <div className="member-finders">
              <FindOrder chosen={order} onChoose={setOrder} focus />
              {!order && <FindByCode onFound={show} />}
            </div>
            {order ? <MembersOf orderId={order.orderId} /> : <MemberList onOpen={show} />}
          </>
        )}
      </div>
    </Page>
  );
}
