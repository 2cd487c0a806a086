import { useQuery } from "@tanstack/react-query";
import { Button, Segmented, Skeleton } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { answer, api, asProblem, type components } from "@/api";
import { DOUBLE_CLICK } from "@/api/intent";
import { clockTime, dayAndTime, isoDay } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useMay, useSession } from "@/session/session";
import { Empty, LateTag, OwesTag, Page, PersonNames, ProblemAlert, StaffName } from "@/ui";
import { branchMoment } from "./branch-moment";
import { ContactPanel } from "./contact-panel";
import { PlanContact } from "./plan-contact";
import { ServiceNav } from "./nav";

type Contact = components["schemas"]["customer_service_ContactOut"];
type Scope = "MINE" | "BRANCH";

const DAY = 86_400_000;

/** Contacts that wait for a person until the end of today; of one order: all that wait. */
function useToDo(scope: Scope, order_id: string | undefined) {
  const { id: branch_id, time_zone } = useBranch();
  const { me } = useSession();
  const day = isoDay();
  const midnight = new Date(branchMoment(`${day}T00:00`, time_zone).getTime() + DAY).toISOString();
  const due_before = order_id ? undefined : midnight;
  const assignee_id = scope === "MINE" && !order_id ? me.staff : undefined;
  return useQuery({
    queryKey: ["contacts", "to-do", branch_id, assignee_id, order_id, day],
    queryFn: async () =>
      (
        await answer(
          api.GET("/v1/contacts", {
            params: { query: { branch_id, assignee_id, order_id, due_before, to_do: true, limit: 200 } },
          }),
        )
      ).items,
    meta: {
      live: [
        "contact.",
        "appointment.",
        "booking.",
        "order.",
        "complaint.",
        "pickup.",
        "selection.",
        "layout.",
        "leave.",
      ],
    },
  });
}

function Line(props: { contact: Contact; mine: boolean; chosen: boolean; onChoose: () => void }) {
  const { contact, mine, chosen, onChoose } = props;
  const t = useT();
  const today = isoDay(new Date(contact.due_at)) === isoDay();
  return (
    <li>
      <button
        type="button"
        className="contact-line"
        aria-current={chosen}
        onClick={onChoose}
        ref={(element) => {
          if (chosen) element?.scrollIntoView({ block: "nearest" });
        }}
      >
        <span className="line-time">{today ? clockTime(contact.due_at) : dayAndTime(contact.due_at)}</span>
        <span className="contact-what">
          <b>{word("rule", contact.rule)}</b>
          <span className="quiet">
            <PersonNames ids={contact.person_ids} /> {contact.order_number}
          </span>
        </span>
        <LateTag due={contact.state === "OVERDUE" ? contact.due_at : contact.deadline_at} />
        {contact.kind === "CALL" && <OwesTag balance={contact.owed} />}
        {contact.on_duty && <span className="tag">{t("customer-service.contacts.on_duty")}</span>}
        {!contact.assignee_id && contact.for_role && <span className="tag">{word("role", contact.for_role)}</span>}
        {!mine && contact.assignee_id && (
          <span className="quiet contact-who">
            <StaffName id={contact.assignee_id} />
          </span>
        )}
      </button>
    </li>
  );
}

/** Who is to be contacted now, one after the other: script on the screen, one key per outcome. */
export function Contacts() {
  const t = useT();
  const may = useMay();
  const [query, setQuery] = useSearchParams();
  const order = query.get("order") ?? undefined;
  const [scope, setScope] = useState<Scope>("MINE");
  const [chosen, setChosen] = useState<string | null>(query.get("contact"));
  const [quietUntil, setQuietUntil] = useState(0);
  const [planning, setPlanning] = useState(false);
  const list = useToDo(scope, order);
  const contacts = list.data ?? [];
  const at = contacts.findIndex(({ id }) => id === chosen);
  const shown = at >= 0 || query.get("contact") === chosen ? chosen : null;
  const current = shown ?? contacts[0]?.id ?? null;
  const move = (by: number) => {
    const from = contacts.findIndex(({ id }) => id === current);
    const to = contacts[Math.max(0, Math.min(contacts.length - 1, from + by))];
    if (to) setChosen(to.id);
  };
  const next = () => {
    setQuietUntil(performance.now() + DOUBLE_CLICK);
    const from = contacts.findIndex(({ id }) => id === current);
    setChosen((contacts[from + 1] ?? contacts[from - 1])?.id ?? null);
  };
  return (
    <Page
      title={t("customer-service.contacts.title")}
      note={contacts.length > 0 && t("customer-service.contacts.waiting", { count: contacts.length })}
      shortcuts={[
        { keys: "j", label: t("customer-service.contacts.next"), run: () => move(1) },
        { keys: "k", label: t("customer-service.contacts.before"), run: () => move(-1) },
        { keys: "c", label: t("customer-service.plan.title"), run: () => setPlanning(true) },
      ]}
      actions={
        <>
          {order ? (
            <Button onClick={() => setQuery({})}>{t("customer-service.contacts.all_orders")}</Button>
          ) : (
            <Segmented<Scope>
              aria-label={t("customer-service.contacts.whose")}
              value={scope}
              onChange={setScope}
              options={[
                { value: "MINE", label: t("customer-service.contacts.mine") },
                { value: "BRANCH", label: t("customer-service.contacts.branch") },
              ]}
            />
          )}
          {may("customer_service.contacts.plan") && (
            <Button onClick={() => setPlanning(true)}>{t("customer-service.plan.title")}</Button>
          )}
        </>
      }
    >
      <ServiceNav />
      <PlanContact open={planning} orderId={order} onClose={() => setPlanning(false)} />
      <ProblemAlert problem={list.error ? asProblem(list.error) : null} retry={() => list.refetch()} />
      {list.isPending && <Skeleton active />}
      {list.data && contacts.length === 0 && !current && (
        <Empty text={t("customer-service.contacts.empty")} hint={t("customer-service.contacts.empty_hint")}>
          {scope === "MINE" && !order && (
            <Button onClick={() => setScope("BRANCH")}>{t("customer-service.contacts.branch")}</Button>
          )}
        </Empty>
      )}
      {current && (
        <div className="contact-desk">
          <ul className="plain-list block contact-list" aria-label={t("customer-service.contacts.title")}>
            {contacts.map((contact) => (
              <Line
                key={contact.id}
                contact={contact}
                mine={scope === "MINE" && !order}
                chosen={contact.id === current}
                onChoose={() => setChosen(contact.id)}
              />
            ))}
          </ul>
          <ContactPanel key={current} id={current} quietUntil={quietUntil} onDone={next} />
        </div>
      )}
    </Page>
  );
}
