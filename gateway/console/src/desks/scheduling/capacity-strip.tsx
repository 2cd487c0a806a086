import { hasText, t, useT, word } from "@/i18n";
import { loadsOf, type Board, type Rule } from "./planning";

/** A rule in words: its own name when it is one of the house's, else what it counts. */
export function ruleName(rule: Rule): string {
  if (hasText(`scheduling.rule.${rule.code}`)) return t(`scheduling.rule.${rule.code}`);
  return rule.categories.map((category) => word("category", category)).join("/");
}

/** What the day takes and what is taken, rule by rule; red when it is full (1.2.2). */
export function CapacityStrip({ rules, board }: { rules: readonly Rule[]; board: Board }) {
  const translate = useT();
  const loads = loadsOf(rules, board);
  if (loads.length === 0) return null;
  return (
    <ul className="capacity-strip" aria-label={translate("scheduling.page.capacity")}>
      {loads.map(({ rule, count, full, tight }) => (
        <li key={rule.code} className={full ? "is-full" : tight ? "is-tight" : ""}>
          {ruleName(rule)}
          {rule.scope === "PER_TEAM" && <span className="quiet"> {translate("scheduling.fullest_team")}</span>}{" "}
          <b className="number">
            {count}/{rule.hard}
          </b>
          {full && ` ${translate("scheduling.full")}`}
        </li>
      ))}
    </ul>
  );
}
