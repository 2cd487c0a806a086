import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api, useCommand } from "@/api";
import { dayAndTime } from "@/format";
import { useT, word } from "@/i18n";
import { useSession } from "@/session/session";
import { ConfirmAction, StaffName } from "@/ui";
import { LIVE, offerOf, steps, type Damage } from "../damages/damage";
import "../damages/texts";
import { OrderOf, Waiting } from "./waiting";

const NAME = "damages";

/** What was offered to customers for things of theirs that were damaged; who waits longest is first (M-21). */
export function Damages() {
  const t = useT();
  return (
    <Waiting<Damage>
      title={t("manager.approvals.damages")}
      empty={t("manager.approvals.no_damages")}
      name={NAME}
      live={LIVE}
      fetch={async (branch_id) =>
        (
          await answer(api.GET("/v1/damages", { params: { query: { branch_id, state: "OFFERED", limit: 200 } } }))
        ).items.sort((one, other) => (one.offered_at ?? "").localeCompare(other.offered_at ?? ""))
      }
      id={(row) => row.id}
      show={(row) => (
        <>
          <strong>{offerOf(row)}</strong> <OrderOf id={row.order_id} />
          <p>
            {row.thing} · {word("damages.kind", row.kind)}: {row.happened}
          </p>
          {row.terms && (
            <p>
              {t("damages.terms")}: {row.terms}
            </p>
          )}
          <Who row={row} />
          <Decision row={row} />
        </>
      )}
    />
  );
}

/** Who reported it, who may answer for it, and whose offer waits since when. */
function Who({ row }: { row: Damage }) {
  const t = useT();
  const { reported_by, reported_at, responsible_id, offered_by, offered_at } = row;
  return (
    <>
      <p className="quiet">
        <span className="number">{row.number}</span> · {t("damages.reported_by")} <StaffName id={reported_by} /> ·{" "}
        {dayAndTime(reported_at)}
        {responsible_id && (
          <>
            {" "}
            · {t("damages.responsible")} <StaffName id={responsible_id} />
          </>
        )}
      </p>
      {offered_by && offered_at && (
        <p className="quiet">
          {t("damages.offered_by")} <StaffName id={offered_by} /> · {dayAndTime(offered_at)}
        </p>
      )}
    </>
  );
}

/** Yes or no to the offer that was read; another one that came meanwhile is shown before it is answered (P10). */
function Decision({ row }: { row: Damage }) {
  const t = useT();
  const queries = useQueryClient();
  const { me } = useSession();
  const [read, setRead] = useState(row);
  const onStale = () => void queries.invalidateQueries({ queryKey: ["manager", "approvals", NAME] });
  const approve = useCommand({ run: (damage: Damage, sent) => steps.approve(damage, sent), onStale });
  const reject = useCommand({
    run: ({ damage, reason }: { damage: Damage; reason: string }, sent) => steps.reject(damage, reason, sent),
    onStale,
  });
  if (row.offered_by === me.staff) return <p className="quiet">{t("manager.approvals.own_offer")}</p>;
  const overtaken = [approve, reject].some(({ problem }) => problem?.status === 412);
  const asked = overtaken ? row : read;
  const offer = offerOf(asked);
  return (
    <div className="page-actions">
      <ConfirmAction
        label={t("manager.approvals.approve")}
        question={t("manager.approvals.damage_question", { offer })}
        onOpen={() => setRead(row)}
        command={approve}
        input={() => asked}
        button={{ type: "primary" }}
      />
      <ConfirmAction
        label={t("manager.approvals.reject")}
        question={t("manager.approvals.damage_refusal", { offer })}
        onOpen={() => setRead(row)}
        command={reject}
        reason
        input={(reason) => ({ damage: asked, reason })}
      />
    </div>
  );
}
