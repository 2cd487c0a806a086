import { useQuery } from "@tanstack/react-query";
import { Button, Segmented, Skeleton } from "antd";
import { useEffect, useState, type ReactNode } from "react";
import { Link } from "react-router";
import { answer, api } from "@/api/client";
import { asProblem } from "@/api/problem";
import type { components } from "@/api/schema";
import { useSheet } from "@/api/sheets";
import { businessNow, clockTime, howLong, lateBy, noteBusinessTime, plainDay } from "@/format";
import { t as text, useT, word } from "@/i18n";
import { useSession } from "@/session/session";
import { Empty } from "@/ui/empty";
import { Page } from "@/ui/page";
import { PersonNames } from "@/ui/person-name";
import { ProblemAlert } from "@/ui/problem-alert";
import { OwesTag } from "@/ui/tags";
import { ArtistHere } from "./artist-here";
import { useRows, type Rows } from "./further";
import { concerns, isOthers, nextOf, type Appointment, type Contact, type Part, type SheetLine } from "./lines";

type Day = components["schemas"]["gateway_TodayOut"];

/** So many rows of a block are shown at once. */
const FIRST = 12;
/** So many where two blocks share a column: both are seen without scrolling, four rows each at 1280 by 720. */
const few = (): number => Math.max(4, Math.floor((window.innerHeight - 400) / 80));

/** Says something only while there are rows; a silent department says so. */
function Block<Row>(props: {
  title: string;
  part: Part;
  list: Rows<Row>;
  empty: string;
  red?: boolean;
  department: string;
  more?: ReactNode;
  /** How many rows are shown at once, and from which on. */
  first?: number;
  from?: number;
  show: (row: Row) => ReactNode;
  id: (row: Row) => string;
}) {
  const { title, part, list, empty, red = false, department, more, first = FIRST, from = 0, show, id } = props;
  const [all, setAll] = useState(false);
  if (isOthers(part)) return null;
  const { rows, left } = list;
  const count = `${rows.length}${left ? "+" : ""}`;
  const shortened = !all && rows.length > first;
  const start = Math.max(0, Math.min(from, rows.length - first));
  return (
    <section className={red && rows.length > 0 ? "block block-red" : "block"} aria-label={title}>
      <h2>
        {title} {part.available && <span className="count">{count}</span>} {more}
      </h2>
      {!part.available && <p className="down">{text("order.down", { department: word("department", department) })}</p>}
      {part.available && rows.length === 0 && <Empty text={empty} />}
      <ul className="plain-list">
        {(shortened ? rows.slice(start, start + first) : rows).map((row) => (
          <li key={id(row)}>{show(row)}</li>
        ))}
      </ul>
      {shortened && (
        <Button type="text" onClick={() => setAll(true)}>
          {text("today.all_rows", { count })}
        </Button>
      )}
      {!shortened && left && (
        <Button
          type="text"
          loading={list.loading}
          onClick={() => {
            setAll(true);
            list.read();
          }}
        >
          {text("list.more")}
        </Button>
      )}
    </section>
  );
}

/** Draws again every half minute, because lateness grows while nothing happens. */
function useMinutes(): void {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 30_000);
    return () => clearInterval(timer);
  }, []);
}

function ContactLine({ contact }: { contact: Contact }) {
  const late = lateBy(contact.due_at);
  return (
    <div className="line">
      <span className={late ? "line-time red" : "line-time"}>{clockTime(contact.due_at)}</span>
      <span className="line-main">
        {contact.order_id ? (
          <Link to={`/orders/${contact.order_id}`}>{word("rule", contact.rule)}</Link>
        ) : (
          word("rule", contact.rule)
        )}
        <span className="quiet"> {word("contact_kind", contact.kind)}</span>{" "}
        <PersonNames ids={contact.person_ids ?? []} />
      </span>
      {late && <span className="tag tag-red">{late}</span>}
    </div>
  );
}

function AppointmentLine({ one, next }: { one: Appointment; next: boolean }) {
  const sheet = useSheet(one.order_id);
  const rooms = one.resources?.map((resource) => resource.name).join(" · ");
  return (
    <div className={next ? "line line-next" : "line"}>
      <span className="line-time">{clockTime(one.starts_at)}</span>
      <span className="line-main" title={rooms}>
        <Link to={`/orders/${one.order_id}`}>{word("booking", one.kind)}</Link>{" "}
        {sheet && <PersonNames ids={sheet.person_ids} />}{" "}
        <b className="number">{sheet?.customer_number ?? sheet?.number}</b>
        <span className="quiet"> {rooms}</span>
      </span>
      <ArtistHere one={one} />
      <span className="quiet">{word("booking_state", one.state)}</span>
    </div>
  );
}

function SheetRow({ sheet, owes = false }: { sheet: SheetLine; owes?: boolean }) {
  const step = sheet.next_step;
  return (
    <div className="line">
      <Link to={`/orders/${sheet.order_id}`} className="order-badge number" title={sheet.number ?? undefined}>
        <b>{sheet.customer_number ?? sheet.number}</b>
      </Link>
      <span className="line-main">
        <PersonNames ids={sheet.person_ids ?? []} />{" "}
        <span className="quiet">{owes ? word("stage", sheet.stage) : word("step", step?.code)}</span>
      </span>
      {owes ? <OwesTag balance={sheet.owed} /> : <span className="tag tag-red">{lateBy(sheet.late_since)}</span>}
    </div>
  );
}

/** Mine when there are any, or everybody's, as chosen. */
function useWhose(appointments: readonly Appointment[]) {
  const { me } = useSession();
  const [chosen, setChosen] = useState<"mine" | "all" | null>(null);
  const mine = appointments.filter((one) => concerns(one, me.staff));
  const whose = chosen ?? (mine.length > 0 ? "mine" : "all");
  return { whose, setWhose: setChosen, count: mine.length, shown: whose === "mine" ? mine : appointments };
}

function WhoIsNext({ appointments }: { appointments: readonly Appointment[] }) {
  const t = useT();
  const now = businessNow();
  const next = nextOf(appointments, now);
  const sheet = useSheet(next?.order_id ?? null);
  if (!next) return null;
  const wait = Date.parse(next.starts_at) - now.getTime();
  return (
    <Link className="who-is-next" to={`/orders/${next.order_id}`}>
      <span className="quiet">{t("today.next")}</span>
      <strong>
        {clockTime(next.starts_at)} {word("booking", next.kind)}
      </strong>
      {sheet && <PersonNames ids={sheet.person_ids} />}
      <span>{wait > 0 ? t("today.in", { time: howLong(wait) }) : t("today.now")}</span>
    </Link>
  );
}

/** Before the first branch is opened there is no day to show. */
export function TodayPage() {
  const t = useT();
  const { branches } = useSession();
  if (branches.length > 0) return <Today />;
  return (
    <Page title={t("today.title")}>
      <Empty text={t("today.no_branch")} hint={t("today.no_branch_hint")} />
    </Page>
  );
}

/** My day: whom to contact, who comes, what is late, who owes. */
function Today() {
  useMinutes();
  const { branch } = useSession();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["today", branch.id],
    queryFn: async () => {
      const found = await answer(api.GET("/v1/today", { params: { query: { branch_id: branch.id } } }));
      noteBusinessTime(found.now);
      return found;
    },
    meta: { live: ["*"] },
  });
  if (isPending) return <Skeleton active />;
  const problem = error && <ProblemAlert problem={asProblem(error)} retry={() => refetch()} />;
  return data ? <TheDay key={branch.id} data={data} problem={problem} /> : problem;
}

function TheDay({ data, problem }: { data: Day; problem: ReactNode }) {
  const t = useT();
  const { me, branch } = useSession();
  const bookings = useRows<Appointment>(data.appointments, "bookings", data);
  const contacts = useRows<Contact>(data.contacts, "contacts", data);
  const late = useRows<SheetLine>(data.late, "late", data);
  const owing = useRows<SheetLine>(data.arrears, "owes", data);
  const appointments = bookings.rows
    .filter((one) => one.state !== "CANCELLED")
    .sort((a, b) => a.starts_at.localeCompare(b.starts_at));
  const { whose, setWhose, count, shown } = useWhose(appointments);
  const nextId = nextOf(shown, businessNow())?.id;
  return (
    <Page
      title={t("today.hello", { name: me.display_name })}
      name={t("today.title")}
      note={`${branch.name} · ${plainDay(data.day)}`}
      actions={<WhoIsNext appointments={shown} />}
    >
      {problem}
      {[data.appointments, data.contacts, data.late, data.arrears].every(isOthers) && (
        <Empty text={t("today.nothing_mine")} hint={t("today.nothing_mine_hint")} />
      )}
      <div className="today">
        <div>
          <Block<Appointment>
            title={t("today.appointments")}
            department="SCHEDULING"
            part={data.appointments}
            list={{ ...bookings, rows: shown }}
            more={
              count > 0 && (
                <Segmented
                  size="small"
                  aria-label={t("today.whose")}
                  value={whose}
                  onChange={setWhose}
                  options={(["mine", "all"] as const).map((value) => ({ value, label: t(`today.${value}`) }))}
                />
              )
            }
            first={few()}
            from={shown.findIndex((one) => one.id === nextId)}
            empty={t("today.no_appointments")}
            id={(row) => row.id}
            show={(row) => <AppointmentLine one={row} next={row.id === nextId} />}
          />
          <Block<Contact>
            title={t("today.contacts")}
            department="CUSTOMER_SERVICE"
            part={data.contacts}
            list={contacts}
            empty={t("today.no_contacts")}
            id={(row) => row.id}
            show={(row) => <ContactLine contact={row} />}
          />
        </div>
        <div>
          <Block<SheetLine>
            title={t("today.late")}
            department="CUSTOMER_SERVICE"
            red
            first={few()}
            part={data.late}
            list={late}
            empty={t("today.none_late")}
            id={(row) => row.order_id}
            show={(row) => <SheetRow sheet={row} />}
          />
          <Block<SheetLine>
            title={t("today.owes")}
            department="CUSTOMER_SERVICE"
            red
            first={few()}
            part={data.arrears}
            list={owing}
            empty={t("today.none_owe")}
            id={(row) => row.order_id}
            show={(row) => <SheetRow sheet={row} owes />}
          />
        </div>
      </div>
    </Page>
  );
}
