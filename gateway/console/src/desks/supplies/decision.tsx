import { useCommand } from "@/api";
import { money } from "@/format";
import { useT } from "@/i18n";
import { useSession } from "@/session/session";
import { ConfirmAction } from "@/ui";
import { STALE, steps, type Purchase } from "./supplies";

/** How far a request that waits goes beyond what the department has left this month. */
export function Over({ row }: { row: Purchase }) {
  const t = useT();
  return row.over && <span className="tag tag-red">{t("supplies.over", { amount: money(row.over) })}</span>;
}

/** The manager's word: over the budget only with a reason; nobody decides on what he asked for. */
export function Decision({ row }: { row: Purchase }) {
  const t = useT();
  const { me } = useSession();
  const approve = useCommand({
    run: (reason: string, sent) => steps.approve(row, reason, sent),
    invalidates: STALE,
  });
  const reject = useCommand({ run: (note: string) => steps.reject(row, note), invalidates: STALE });
  if (row.requested_by === me.staff) return <span className="quiet">{t("supplies.own")}</span>;
  // The budget may have shrunk since the list was read: what the refusal asks for can then be typed.
  const over = Boolean(row.over) || approve.problem?.code === "purchase.over_budget";
  const what = `${row.quantity} ${row.unit} ${row.supply_name} · ${money(row.cost)}`;
  return (
    <>
      <ConfirmAction
        label={t("supplies.approve")}
        question={
          <>
            {what} <Over row={row} />
          </>
        }
        command={approve}
        reason={over}
        input={(reason) => reason}
        button={{ type: "primary" }}
      />
      <ConfirmAction label={t("supplies.reject")} question={what} command={reject} reason input={(note) => note} />
    </>
  );
}
