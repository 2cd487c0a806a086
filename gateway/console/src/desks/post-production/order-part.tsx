import { Link } from "react-router";
import type { OrderPartProps } from "@/desks/desk";
import { plainDay } from "@/format";
import { useT, word } from "@/i18n";
import type { OrderPart } from "./read";
import "./texts";

/** Post-production's part on the order page: how far the files and pieces are, and the way to the workspace. */
export default function PostProductionPart({ orderId, data }: OrderPartProps) {
  const t = useT();
  const part = data as OrderPart;
  const finished = part.pieces.filter(({ step }) => step === "FINISHED").length;
  const work = part.work_items.filter(({ state }) => state === "WAITING" || state === "RUNNING");
  const rows: [string, string][] = [
    [t("post-production.part.photos"), t("post-production.part.photo_count", { count: part.photos })],
    [t("post-production.part.next"), word("post-production.next", part.next_step)],
  ];
  if (part.selection)
    rows.push([
      t("post-production.part.selection"),
      `${word("post-production.selection_state", part.selection.state)} · ${t("post-production.room.chosen_of", {
        chosen: part.selection.chosen,
        included: part.selection.included,
      })}`,
    ]);
  if (work.length > 0)
    rows.push([
      t("post-production.part.work"),
      work.map((item) => `${word("work", item.step)} ${plainDay(item.due_on)}`).join(" · "),
    ]);
  const layout = part.layouts.at(-1);
  if (layout)
    rows.push([
      t("post-production.layout.title"),
      `${t("post-production.layout.round", { round: layout.round })} · ${word("post-production.layout_state", layout.state)}`,
    ]);
  if (part.pieces.length > 0)
    rows.push([
      t("post-production.part.pieces"),
      t("post-production.part.piece_count", { finished, all: part.pieces.length }),
    ]);
  return (
    <div className="stack">
      <dl className="part-values">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Link to={`/post-production/orders/${orderId}`}>{t("post-production.part.open")}</Link>
    </div>
  );
}
