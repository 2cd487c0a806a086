import { clockTime, dayAndTime, money, plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { lineOf } from "@/order/sheet";
import { PersonNames, StaffName } from "@/ui";
import { Facts, Notes, Paper, Rows, Signatures, Tick } from "./paper";
import type { Parts } from "./read";

/** 流程单: the one sheet that follows the customer; stages ahead have lines to be signed by hand. */
export function JobSheet({ parts, branchName }: { parts: Parts; branchName: string }) {
  const t = useT();
  const { sheet, reception, scheduling } = parts;
  const order = reception?.order;
  const owed = sheet.owed ?? order?.balance;
  const shoots = scheduling?.shoot_days ?? [];
  const wishes = shoots.flatMap(({ preferences, skin_notes }) => [preferences, skin_notes]).filter(Boolean);
  return (
    <Paper title={t("paper.job-sheet")} number={sheet.number ?? order?.number ?? ""} branchName={branchName}>
      <Facts
        facts={[
          [t("order.customer"), <PersonNames key="who" ids={sheet.person_ids ?? order?.person_ids ?? []} />],
          [t("order.customer_number"), <b key="number">{sheet.customer_number}</b>],
          [t("order.category"), word("category", sheet.category)],
          [t("order.package"), sheet.package_name ?? order?.package.name],
          [t("order.owner"), <StaffName key="owner" id={sheet.owner_id} />],
          [t("order.wedding"), sheet.wedding_date && plainDay(sheet.wedding_date)],
          [t("print.owed"), <b key="owed">{money(owed)}</b>],
          [
            t("order.next"),
            sheet.next_step && `${word("step", sheet.next_step.code)} ${dayAndTime(sheet.next_step.due)}`,
          ],
        ]}
      />
      <Rows
        title={t("order.stages")}
        heads={["", t("order.stage"), t("order.time"), t("order.who"), t("print.sign.by")]}
        rows={lineOf(sheet).map((stop) => [
          <Tick key="tick" done={stop.state === "done" || (stop.state === "now" && stop.at !== null)} />,
          word("stage", stop.stage),
          stop.at && dayAndTime(stop.at),
          stop.by && <StaffName key="by" id={stop.by} />,
          "",
        ])}
      />
      <Rows
        title={t("print.appointments")}
        heads={[t("order.kind"), t("order.time"), t("order.with"), t("order.state")]}
        rows={(scheduling?.bookings ?? [])
          .filter(({ state }) => state !== "CANCELLED")
          .map((one) => [
            word("booking", one.kind),
            `${dayAndTime(one.starts_at)}–${clockTime(one.ends_at)}`,
            one.resources.map(({ name }) => name).join(" · "),
            word("booking_state", one.state),
          ])}
      />
      <Rows
        title={t("print.products")}
        heads={[t("order.product"), t("print.count"), t("print.photos")]}
        figures={[1, 2]}
        rows={(order?.package.products ?? []).map(({ name, quantity, photos }) => [name, quantity, photos || ""])}
      />
      <Notes title={t("print.wishes")} text={wishes.join(" · ")} />
      <Signatures who={[t("print.sign.customer"), t("print.sign.checked")]} />
    </Paper>
  );
}
