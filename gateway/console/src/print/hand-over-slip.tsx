import { fullTime, money, plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { PersonName, PersonNames, StaffName } from "@/ui";
import { Facts, Notes, Paper, Rows, Signatures, Tick } from "./paper";
import type { Parts } from "./read";

/** 取件单: piece by piece what left the house, to whom, and what stays (PCK-06, FIN-11). */
export function HandOverSlip({ parts, branchName }: { parts: Parts; branchName: string }) {
  const t = useT();
  const { pickup, sheet } = parts;
  if (!pickup) return null;
  const pieces = pickup.pieces.filter(({ state }) => state !== "CANCELLED");
  const whenOf = (id: string | null | undefined) => pickup.handovers.find((one) => one.id === id)?.done_at;
  const here = pieces.filter(({ state }) => state !== "HANDED_OVER").length;
  return (
    <Paper title={t("paper.hand-over-slip")} number={pickup.order_number ?? sheet.number ?? ""} branchName={branchName}>
      <Facts
        facts={[
          [t("order.customer"), <PersonNames key="who" ids={pickup.person_ids} />],
          [t("order.customer_number"), <b key="number">{sheet.customer_number}</b>],
          [t("order.package"), sheet.package_name],
          [
            t("print.owed"),
            <b key="owed">{pickup.arrears_amount?.amount ? money(pickup.arrears_amount) : t("print.paid_up")}</b>,
          ],
          pickup.wedding && [t("order.wedding"), pickup.wedding_date && plainDay(pickup.wedding_date)],
          pickup.wedding && [t("print.card"), pickup.service_card?.card_number],
        ]}
      />
      <Rows
        title={t("print.pieces")}
        heads={["", t("order.piece"), t("order.product"), t("order.state"), t("print.taken_at")]}
        rows={pieces.map((piece) => [
          <Tick key="tick" done={piece.state === "HANDED_OVER"} />,
          <b key="code">{piece.code}</b>,
          piece.name,
          word("piece_state", piece.state),
          piece.handover_id && fullTime(whenOf(piece.handover_id)),
        ])}
      />
      <Rows
        title={t("print.handovers")}
        heads={[t("order.time"), t("print.taken"), t("print.collector"), t("print.handed_by")]}
        figures={[1]}
        rows={pickup.handovers.map((one) => [
          fullTime(one.done_at),
          one.pieces,
          one.proxy_person_id ? (
            <span key="proxy">
              <PersonName id={one.proxy_person_id} /> ({t("print.proxy")})
            </span>
          ) : (
            <PersonNames key="own" ids={pickup.person_ids} />
          ),
          <StaffName key="by" id={one.done_by} />,
        ])}
      />
      <p className="paper-notes">{here > 0 ? t("print.still_here", { count: here }) : t("print.all_taken")}</p>
      <Notes title={t("print.remarks")} />
      <Signatures who={[t("print.sign.received"), t("print.sign.handed"), t("print.sign.date")]} />
    </Paper>
  );
}
