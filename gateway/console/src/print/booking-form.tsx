import { dayAndTime, fullTime, money, plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { StaffName } from "@/ui";
import { Customers } from "./customers";
import { Facts, Notes, Paper, Rows, Seal, Signatures, Tick } from "./paper";
import type { Parts } from "./read";

const WISHES = ["taste", "wishes", "do_not", "indoor_outdoor", "framing", "consumption"] as const;

/** 定单: what was ordered, what it costs, what was paid and what the couple wishes (REC-02, REC-14). */
export function BookingForm({ parts, branchName }: { parts: Parts; branchName: string }) {
  const t = useT();
  const order = parts.reception?.order;
  if (!order) return null;
  const wishes = (order.planning_book ?? {}) as Record<string, string>;
  const handed = order.booking_checklist as Record<string, unknown>;
  const numberIn = (name: string) => (typeof handed[name] === "string" ? handed[name] : "");
  const { package: pack } = order;
  const paid = parts.reception?.receipts.filter(({ state }) => state === "ISSUED") ?? [];
  return (
    <Paper title={t("paper.booking-form")} number={order.number} branchName={branchName}>
      <Customers ids={order.person_ids} />
      <Facts
        facts={[
          [t("order.category"), word("category", order.category)],
          [t("order.owner"), <StaffName key="owner" id={order.owner_id} />],
          [t("print.wanted"), order.wanted_date && plainDay(order.wanted_date)],
          [t("order.wedding"), order.wedding_date && plainDay(order.wedding_date)],
          [
            t("print.photographer"),
            order.designated_photographer_id && <StaffName key="ph" id={order.designated_photographer_id} />,
          ],
          [
            t("field.designated_makeup_artist_id"),
            order.designated_makeup_artist_id && <StaffName key="mu" id={order.designated_makeup_artist_id} />,
          ],
          [t("print.placed"), dayAndTime(order.placed_at)],
        ]}
      />
      <Rows
        title={`${t("order.package")} · ${pack.name} (${pack.code})`}
        heads={[t("order.product"), t("print.count"), t("print.photos")]}
        figures={[1, 2]}
        rows={[
          [t("print.clothes"), pack.clothes_sets, ""],
          [t("print.album"), "", pack.album_photos],
          ...pack.products.map(({ name, quantity, photos }) => [name, quantity, photos || ""]),
        ]}
      />
      <Facts
        title={t("print.money")}
        facts={[
          [t("print.list_price"), money(pack.price)],
          pack.discount.amount > 0 && [t("print.discount"), `−${money(pack.discount)}`],
          [t("print.total"), <b key="total">{money(order.package_total)}</b>],
          [t("print.paid"), money(order.package_paid)],
          [t("print.owed"), <b key="owed">{money(order.balance)}</b>],
          [t("print.extra_photo"), money(pack.extra_photo_price)],
        ]}
      />
      <Rows
        title={t("print.receipts")}
        heads={[t("print.number"), t("order.kind"), t("print.method"), t("order.time"), t("print.amount")]}
        figures={[4]}
        rows={paid.map((one) => [
          one.number,
          word("value", one.form),
          word("value", one.method),
          fullTime(one.taken_at),
          money(one.amount),
        ])}
      />
      <Facts title={t("print.plan")} facts={WISHES.map((name) => [t(`print.wish.${name}`), wishes[name]] as const)} />
      <section className="paper-ticks">
        <Tick done={handed["care_notes_given"] === true} label={t("print.care_notes")} />
        <Tick done={handed["before_photo_taken"] === true} label={t("print.before_photo")} />
        <Tick
          done={numberIn("service_card_number") !== ""}
          label={`${t("print.card")} ${numberIn("service_card_number")}`}
        />
        <Tick
          done={numberIn("gold_card_number") !== ""}
          label={`${t("print.gold_card")} ${numberIn("gold_card_number")}`}
        />
      </section>
      <Notes title={t("print.remarks")} lines={1} />
      <Signatures who={[t("print.sign.customer"), t("print.sign.consultant"), t("print.sign.date")]} />
      <Seal />
    </Paper>
  );
}
