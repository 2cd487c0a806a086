import { useT, word } from "@/i18n";
import { OwesTag } from "@/ui/tags";
import type { Hit } from "./hits";

/** One line of an order found: names, numbers, stage, what is owed. */
export function HitLine({ hit }: { hit: Hit }) {
  useT();
  const names = Array.isArray(hit.names) ? hit.names.join(" · ") : (hit.names ?? "");
  return (
    <span className="hit-line">
      <strong>{names || hit.number}</strong>
      <span className="quiet number">{names ? hit.number : ""}</span>
      {hit.customer_number && <span className="number customer-number">{hit.customer_number}</span>}
      <span className="grow" />
      <OwesTag balance={hit.balance} />
      <span className="stage-word">{word("stage", hit.stage ?? hit.state)}</span>
    </span>
  );
}
