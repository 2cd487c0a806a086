import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { lazy, Suspense } from "react";
import { Link } from "react-router";
import { answer, api, asProblem, type components } from "@/api";
import { fullTime } from "@/format";
import { useLanguage, useT, word } from "@/i18n";
import { useMay } from "@/session/session";
import { LateTag, OrderBadge, OwesTag, ProblemAlert, StaffName } from "@/ui";
import { ContactEscalation } from "./contact-escalation";
import { ContactOutcome } from "./contact-outcome";
import { Callee } from "./callee";

const PreparationOfOrder = lazy(() => import("../selection-preparations/of-order"));

type Detail = components["schemas"]["customer_service_ContactDetail"];

const OPEN = new Set(["PLANNED", "DUE", "OVERDUE"]);

function Log({ contact }: { contact: Detail }) {
  const t = useT();
  if (contact.log.length === 0) return null;
  return (
    <section>
      <h3>{t("customer-service.panel.log")}</h3>
      <ul className="plain-list">
        {contact.log.map((one) => (
          <li key={one.at} className="line">
            <span className="number quiet">{fullTime(one.at)}</span>
            <span>
              <StaffName id={one.staff_id} /> · {word("customer-service.outcome", one.outcome)} ·{" "}
              {word("customer-service.channel", one.channel)}
            </span>
            <span className="line-main quiet">{one.note}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One contact: whom, why, what to say, what to remember, and how it went. */
export function ContactPanel(props: { id: string; quietUntil: number; onDone: () => void }) {
  const { id, quietUntil, onDone } = props;
  const t = useT();
  const may = useMay();
  const language = useLanguage();
  const found = useQuery({
    queryKey: ["contacts", "one", id, language],
    queryFn: () => answer(api.GET("/v1/contacts/{contact_id}", { params: { path: { contact_id: id } } })),
    meta: { live: ["contact."] },
  });
  const contact = found.data;
  if (!contact)
    return found.error ? (
      <ProblemAlert problem={asProblem(found.error)} retry={() => found.refetch()} />
    ) : (
      <Skeleton active />
    );
  const open = OPEN.has(contact.state);
  return (
    <article className="block stack contact-panel" aria-label={word("rule", contact.rule)}>
      <header className="contact-head">
        <h2>{word("rule", contact.rule)}</h2>
        <LateTag due={contact.state === "OVERDUE" ? contact.due_at : contact.deadline_at} />
        {contact.kind === "CALL" && <OwesTag balance={contact.owed} />}
        {contact.attempts > 0 && (
          <span className="tag">{t("customer-service.panel.attempts", { count: contact.attempts })}</span>
        )}
        <span className="grow" />
        {contact.order_id && <OrderBadge id={contact.order_id} number={contact.order_number} />}
      </header>
      <Callee personIds={contact.person_ids} reason={word("rule", contact.rule)} />
      {contact.greeting && <p className="contact-greeting">{contact.greeting}</p>}
      <blockquote className="contact-script">{contact.script}</blockquote>
      {open && contact.after.length > 0 && (
        <dl className="contact-after">
          {contact.after.map(({ answers, words }) => (
            <div key={words}>
              <dt>{answers.map((given) => word("customer-service.answer", given)).join(" / ")}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
      )}
      {contact.complaint_id && (
        <p>
          <Link to={`/customer-service/complaints/${contact.complaint_id}`}>
            {t("customer-service.complaint.open")}
          </Link>
        </p>
      )}
      {contact.precautions.length > 0 && (
        <section>
          <h3>{t("customer-service.panel.precautions")}</h3>
          <ul className="contact-precautions">
            {contact.precautions.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </section>
      )}
      {contact.rule === "N-10" && contact.order_id && may("post_production.preparations.read") && (
        <Suspense fallback={null}>
          <PreparationOfOrder orderId={contact.order_id} branchId={contact.branch_id} />
        </Suspense>
      )}
      {open && may("customer_service.contacts.do") && (
        <ContactOutcome contact={contact} quietUntil={quietUntil} onDone={onDone} />
      )}
      {!open && (
        <p>
          <b>{word("contact_state", contact.state)}</b>{" "}
          {contact.outcome && word("customer-service.outcome", contact.outcome)}{" "}
          {contact.answer && word("customer-service.answer", contact.answer)}{" "}
          {contact.done_by && (
            <>
              <StaffName id={contact.done_by} /> {fullTime(contact.done_at)}
            </>
          )}
        </p>
      )}
      <Log contact={contact} />
      {may("customer_service.contacts.do") && contact.rule !== "REC-15" && <ContactEscalation contactId={contact.id} />}
    </article>
  );
}
