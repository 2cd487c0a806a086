import { answer, api, useCommand } from "@/api";
import { dayAndTime } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { ConfirmAction, QueueTable, StaffName } from "@/ui";
import { MOVES, STALE, type Slip } from "./kinds";

/** Write-offs and purchase slips, the newest first; who signs does so among the approvals (SHO-11). */
export function Slips({ keeps }: { keeps: boolean }) {
  const t = useT();
  const { id: branch_id } = useBranch();
  return (
    <QueueTable<Slip>
      label={t("scheduling.things.slips")}
      queryKey={["scheduling", "things", branch_id, "slips"]}
      fetch={(cursor) => answer(api.GET("/v1/write-offs", { params: { query: { branch_id, cursor } } }))}
      live={MOVES}
      rowId={(row) => row.id}
      empty={t("scheduling.things.no_slips")}
      columns={[
        {
          id: "thing",
          title: t("field.name"),
          show: (row) => (
            <>
              {row.thing_name} <span className="quiet number">{row.thing_mark}</span>
            </>
          ),
        },
        { id: "cause", title: t("scheduling.things.cause"), show: (row) => word("scheduling.cause", row.cause) },
        { id: "quantity", title: t("scheduling.things.quantity"), number: true, show: (row) => row.quantity },
        { id: "reason", title: t("form.reason"), show: (row) => row.reason },
        {
          id: "by",
          title: t("scheduling.things.asked_by"),
          show: (row) => (
            <>
              <StaffName id={row.requested_by} /> <span className="quiet">{dayAndTime(row.requested_at)}</span>
            </>
          ),
        },
        { id: "state", title: t("order.state"), show: (row) => <State slip={row} /> },
        { id: "act", title: t("scheduling.act"), show: (row) => keeps && <Arrival slip={row} /> },
      ]}
    />
  );
}

function State({ slip }: { slip: Slip }) {
  const t = useT();
  const bought = slip.state === "APPROVED" && t(`scheduling.things.${slip.replace ? "to_buy" : "not_bought"}`);
  return (
    <>
      {word("scheduling.slip", slip.state)}
      <span className="quiet small"> {[bought, slip.decision_note].filter(Boolean).join(" · ")}</span>
    </>
  );
}

function Arrival({ slip }: { slip: Slip }) {
  const t = useT();
  const command = useCommand<string>({
    run: (write_off_id) =>
      answer(api.POST("/v1/write-offs/{write_off_id}/arrival", { params: { path: { write_off_id } } })),
    invalidates: STALE,
  });
  if (slip.state !== "APPROVED" || !slip.replace) return null;
  return (
    <ConfirmAction
      label={t("scheduling.things.arrived")}
      question={t("scheduling.things.arrived_question", { count: slip.quantity, name: slip.thing_name })}
      command={command}
      input={() => slip.id}
    />
  );
}
