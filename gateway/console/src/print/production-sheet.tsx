import { useQuery } from "@tanstack/react-query";
import { numberOf } from "@/api/people";
import { PIECE_STEPS } from "@/desks/post-production/pieces";
import { allPhotos } from "@/desks/post-production/photos";
import "@/desks/post-production/texts";
import { dayAndTime, money, plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { PersonNames, StaffName } from "@/ui";
import { Facts, Notes, Paper, Rows, Signatures, Tick } from "./paper";
import type { Parts } from "./read";

type Selection = NonNullable<NonNullable<Parts["post_production"]>["selection"]>;

/** Photos of which more is to be made than a page of the album: enlarged, given, changed (PST-15). */
const wishesOf = (selection: Selection | null) =>
  selection?.choices.filter(({ purposes, remark }) => remark !== "" || purposes.some((one) => one !== "ALBUM")) ?? [];

/** File names of the proofs that carry a wish, because a laboratory looks for files. */
function useNames(orderId: string, selection: Selection | null): (id: string) => string {
  const { data } = useQuery({
    queryKey: ["print", "photos", orderId],
    queryFn: () => allPhotos(orderId),
    enabled: wishesOf(selection).length > 0,
  });
  return (id) => data?.find((one) => one.id === id)?.name ?? "–";
}

const MADE = PIECE_STEPS.filter((step) => step !== "WAITING");

/** 制作单: which pieces by when, each step to be initialled, and what was asked for (1.3.2, PST-14). */
export function ProductionSheet({ parts, branchName }: { parts: Parts; branchName: string }) {
  const t = useT();
  const part = parts.post_production;
  const { sheet } = parts;
  const nameOf = useNames(part?.order_id ?? "", part?.selection ?? null);
  if (!part) return null;
  const { selection } = part;
  const many = (purpose: string) =>
    selection?.choices.filter(({ purposes }) => purposes.some((one) => one === purpose)).length;
  const approved = part.layouts.filter(({ state }) => state === "APPROVED").at(-1);
  return (
    <Paper title={t("paper.production-sheet")} number={part.number ?? sheet.number ?? ""} branchName={branchName}>
      <Facts
        facts={[
          [t("order.customer"), <PersonNames key="who" ids={sheet.person_ids ?? []} />],
          [t("order.customer_number"), <b key="number">{sheet.customer_number}</b>],
          [t("order.package"), sheet.package_name],
          [t("order.due"), <b key="due">{part.production_due_on && plainDay(part.production_due_on)}</b>],
          [t("print.review_on"), selection?.review_on && plainDay(selection.review_on)],
          [t("print.pickup_on"), selection?.pickup_on && <b key="pickup">{plainDay(selection.pickup_on)}</b>],
          [t("print.album"), many("ALBUM")],
          [t("print.enlargements"), many("ENLARGEMENT")],
          [t("print.design"), selection && word("post-production.design_mode", selection.design_mode)],
          [t("print.layout"), approved && t("print.layout_of", { round: approved.round, pages: approved.pages })],
          part.urgent && [t("print.urgent"), <Tick key="urgent" done />],
        ]}
      />
      <Rows
        title={t("print.pieces")}
        heads={[
          t("order.piece"),
          t("order.product"),
          t("order.due"),
          ...MADE.map((step) => word("post-production.piece_step", step)),
        ]}
        rows={part.pieces.map((piece) => [
          <b key="code">{piece.code}</b>,
          piece.name,
          plainDay(piece.due_on),
          ...MADE.map((step) => {
            const done = piece.steps.find((one) => one.step === step);
            return done ? <StaffName key={step} id={done.by} /> : "";
          }),
        ])}
      />
      <Rows
        title={t("print.work")}
        heads={[t("order.step"), t("order.who"), t("order.state"), t("print.done_or_due"), t("print.remarks")]}
        rows={part.work_items
          .filter(({ state }) => state !== "CANCELLED")
          .map((one) => [
            word("work", one.step),
            one.assignee_id && <StaffName key="who" id={one.assignee_id} />,
            word("work_state", one.state),
            one.ended_at ? dayAndTime(one.ended_at) : plainDay(one.due_on),
            one.remarks,
          ])}
      />
      <Rows
        title={t("print.photo_wishes")}
        heads={[t("print.photo"), t("print.purpose"), t("print.remarks")]}
        rows={wishesOf(selection)
          .map((one) => ({ ...one, name: nameOf(one.photo_id) }))
          .toSorted((one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }))
          .map(({ name, purposes, remark }) => [
            name,
            purposes.map((purpose) => word("post-production.purpose", purpose)).join(" · "),
            remark,
          ])}
      />
      <Rows
        title={t("print.reworks")}
        heads={[
          t("order.piece"),
          t("order.reason"),
          t("print.back_to"),
          t("print.liability"),
          t("print.cost"),
          t("order.due"),
          t("print.sign.manager"),
        ]}
        rows={part.reworks
          .filter(({ state }) => state !== "REJECTED")
          .map((one) => [
            part.pieces.find(({ id }) => id === one.piece_id)?.code ?? numberOf(one.piece_id),
            one.reason,
            word("work", one.back_to),
            word("liability", one.liability),
            one.cost ? money(one.cost) : "",
            one.due_on && plainDay(one.due_on),
            one.decided_by && <StaffName key="signed" id={one.decided_by} />,
          ])}
      />
      <Notes title={t("print.remarks")} text={approved?.remarks} />
      <Signatures who={[t("print.sign.ordered"), t("print.sign.made"), t("print.sign.checked")]} />
    </Paper>
  );
}
