import { useState } from "react";
import { Button } from "antd";
import { clockTime, isoDay, money, plainDay, type Money } from "@/format";
import { hasText, useT, word } from "@/i18n";
import { shortType } from "@/api/live";
import { StaffName } from "@/ui";
import type { Entry } from "./sheet";

const FIRST = 12;

function isMoney(value: unknown): value is Money {
  return typeof value === "object" && value !== null && "amount" in value && "currency" in value;
}

/** In a fact's data, what its reader wants to know besides that it happened. */
const SAID = ["number", "kind", "thing", "stage", "code", "reason", "explanation", "finding", "outcome"];

/** The few words that make an entry's sentence complete: a number, an amount, a kind, a reason. */
function detailOf(entry: Entry): string {
  const { parameters } = entry;
  const said: string[] = [];
  for (const name of SAID) {
    const value = parameters[name];
    if (typeof value !== "string" || value === "") continue;
    const list = name === "kind" ? "booking" : "value";
    if (hasText(`rule.${value}`)) said.push(word("rule", value));
    else if (!/^[A-Z_]+$/.test(value)) said.push(value);
    else if (hasText(`${list}.${value}`)) said.push(word(list, value));
  }
  if (typeof parameters.approved === "boolean") said.push(word("value", parameters.approved ? "APPROVED" : "REJECTED"));
  for (const name of ["amount", "balance", "total", "compensation"])
    if (isMoney(parameters[name])) said.push(money(parameters[name]));
  return said.join(" · ");
}

/** Everything that ever happened, newest first, by day. */
export function Timeline({ entries }: { entries: readonly Entry[] }) {
  const t = useT();
  const [all, setAll] = useState(false);
  const newest = [...entries].sort((a, b) => b.at.localeCompare(a.at));
  const shown = all ? newest : newest.slice(0, FIRST);
  let day = "";
  return (
    <section className="block" aria-label={t("order.history")}>
      <h2>
        {t("order.history")} <span className="count">{entries.length}</span>
      </h2>
      <ol className="timeline">
        {shown.map((entry) => {
          const its = isoDay(new Date(entry.at));
          const first = its !== day;
          day = its;
          const detail = detailOf(entry);
          return (
            <li key={entry.event_id}>
              <span className="timeline-day">{first && plainDay(its)}</span>
              <span className="timeline-time">{clockTime(entry.at)}</span>
              <span className="timeline-what">
                {word("event", shortType(entry.type))}
                {detail && <span className="quiet"> {detail}</span>}
              </span>
              <span className="timeline-who">
                {word("department", entry.department)}
                {entry.by && (
                  <>
                    {" · "}
                    <StaffName id={entry.by} />
                  </>
                )}
              </span>
            </li>
          );
        })}
      </ol>
      {!all && entries.length > FIRST && (
        <Button onClick={() => setAll(true)}>{t("order.all_entries", { count: entries.length })}</Button>
      )}
    </section>
  );
}
