import { Button } from "antd";
import { useRef, useState } from "react";
import { answer, api, asProblem, useCommand, type components } from "@/api";
import { useT } from "@/i18n";
import { useSession } from "@/session/session";
import { useShortcut } from "@/shell/shortcuts";
import { businessNow } from "@/format";
import { PersonNames, ProblemAlert, SignaturePad } from "@/ui";
import { Inspection, inspected, type Looked } from "./inspection";
import { Collector, collectorReady, type Collecting } from "./collector";

type Piece = components["schemas"]["pickup_PieceOut"];
type Result = components["schemas"]["pickup_HandoverOut"];
type HandoverIn = components["schemas"]["pickup_HandoverIn"];

const SEND = "ctrl+enter";

/** Sends a hand-over with a clearance of this moment; a repeated attempt carries the same one (FIN-11). */
function useHandover(orderId: string, onDone: (result: Result) => void) {
  const clearances = useRef(new Map<string, string>());
  return useCommand<HandoverIn, Result>({
    run: async (body, sent) => {
      const key = sent.headers["Idempotency-Key"];
      const path = { order_id: orderId };
      let clearance = clearances.current.get(key);
      if (!clearance) {
        const cleared = await answer(
          api.POST("/v1/orders/{order_id}/clearances", { params: { path }, body: { gate: "PICKUP" } }),
        );
        clearance = cleared.token;
        clearances.current.set(key, clearance);
      }
      try {
        return await answer(
          api.POST("/v1/orders/{order_id}/handovers", {
            params: { path },
            body: { ...body, clearance },
            headers: sent.headers,
          }),
        );
      } catch (error) {
        // A refused clearance has run out: the next attempt asks reception again.
        if (asProblem(error).status === 409) clearances.current.delete(key);
        throw error;
      }
    },
    onDone,
  });
}

/** Hand over on one sheet: inspect together, know who collects, have it signed (PCK-06, M-40). */
export function HandoverSheet(props: {
  orderId: string;
  personIds: readonly string[];
  pieces: readonly Piece[];
  onDone: (result: Result) => void;
}) {
  const { orderId, personIds, pieces, onDone } = props;
  const t = useT();
  const { me } = useSession();
  const [looked, setLooked] = useState<Looked>({});
  const [collecting, setCollecting] = useState<Collecting>({ by: "CUSTOMER" });
  const [signature, setSignature] = useState<string | null>(null);
  const command = useHandover(orderId, onDone);
  const inspections = inspected(pieces, looked);
  const leaving = inspections.filter(({ ok }) => ok).length;
  const { agreedAt, personId, identity = "ID_CARD" } = collecting;
  const looksDone = inspections.length > 0 && inspections.every(({ ok, fault }) => ok || Boolean(fault));
  const waits = !looksDone ? "pieces" : !collectorReady(collecting) ? "who" : signature === null ? "sign" : null;
  const send = () =>
    waits === null &&
    void command.submit({
      piece_ids: inspections.map(({ piece_id }) => piece_id),
      inspections,
      signature: { image: signature },
      proxy:
        collecting.by === "PROXY" && personId
          ? {
              person_id: personId,
              identity,
              identity_checked: true,
              call: { at: agreedAt ?? businessNow().toISOString(), by: me.staff, reached: true, agreed: true },
            }
          : null,
    });
  useShortcut(SEND, t("pickup.hand.finish"), send, { typing: true });
  return (
    <section className="pickup-order" aria-label={t("pickup.hand.title")}>
      <div className="block">
        <h2>{t("pickup.hand.inspect")}</h2>
        <Inspection pieces={pieces} looked={looked} onChange={setLooked} />
      </div>
      <div className="block stack">
        <h2>{t("pickup.hand.who")}</h2>
        <Collector personIds={personIds} value={collecting} onChange={setCollecting} />
        <p>
          {t("pickup.hand.summary", { count: leaving })}{" "}
          <PersonNames ids={collecting.by === "PROXY" && personId ? [personId] : personIds} />
        </p>
        <SignaturePad onChange={setSignature} />
        <ProblemAlert problem={command.problem} retry={command.retry} />
        <div className="row-actions">
          <span className="quiet" aria-live="polite">
            {waits && t(`pickup.hand.waits.${waits}`)}
          </span>
          <span className="grow" />
          <Button type="primary" size="large" disabled={waits !== null} loading={command.pending} onClick={send}>
            {t("pickup.hand.finish")} <kbd aria-hidden>{SEND}</kbd>
          </Button>
        </div>
      </div>
    </section>
  );
}
