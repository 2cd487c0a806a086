import { Button, Input, Select } from "antd";
import { CheckCircleOutlined } from "@ant-design/icons";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { useT, word } from "@/i18n";
import { PrintButton } from "@/print/print-button";
import { useMay } from "@/session/session";
import { Field, ProblemAlert } from "@/ui";

type Pickup = components["schemas"]["pickup_OrderPickup"];
type Result = components["schemas"]["pickup_HandoverOut"];
type Faulty = components["schemas"]["pickup_FaultyPiece"];
type ReworkIn = components["schemas"]["post_production_ReworkIn"];

const BACK_TO = ["RETOUCH", "DESIGN", "PRINT", "CUT", "FINISH"] as const;
const LIABLE = ["STUDIO", "CUSTOMER", "UNCLEAR"] as const;

/** Ask for the rework of a piece that was found faulty (PCK-10, PST-21). */
export function ReworkRequest({ piece }: { piece: Faulty }) {
  const t = useT();
  const may = useMay();
  const [rework, setRework] = useState<ReworkIn>({ reason: piece.fault, liability: "STUDIO", back_to: "FINISH" });
  const [sent, setSent] = useState(false);
  const command = useCommand<ReworkIn>({
    run: (body, { headers }) =>
      answer(
        api.POST("/v1/pieces/{piece_id}/reworks", { params: { path: { piece_id: piece.piece_id } }, body, headers }),
      ),
    onDone: () => setSent(true),
  });
  if (sent)
    return (
      <p>
        <b className="number">{piece.code}</b> {t("pickup.rework.requested")}
      </p>
    );
  return (
    <div className="stack block">
      <h3>
        <span className="number">{piece.code}</span> {t("pickup.rework.title")}
      </h3>
      <div className="pickup-fields">
        <Field name="reason" needed label={t("form.reason")}>
          <Input
            maxLength={500}
            value={rework.reason}
            onChange={(event) => setRework({ ...rework, reason: event.target.value })}
          />
        </Field>
        <Field name="back_to" label={t("pickup.rework.back_to")}>
          <Select
            value={rework.back_to}
            onChange={(back_to) => setRework({ ...rework, back_to })}
            options={BACK_TO.map((value) => ({ value, label: word("work", value) }))}
          />
        </Field>
        <Field name="liability" label={t("pickup.rework.liability")}>
          <Select
            value={rework.liability}
            onChange={(liability) => setRework({ ...rework, liability })}
            options={LIABLE.map((value) => ({ value, label: word("liability", value) }))}
          />
        </Field>
      </div>
      <div className="row-actions">
        <Button
          type="primary"
          disabled={!rework.reason.trim() || !may("post_production.reworks.request")}
          loading={command.pending}
          onClick={() => void command.submit(rework)}
        >
          {t("pickup.rework.request")}
        </Button>
      </div>
      <ProblemAlert problem={command.problem} retry={command.retry} />
    </div>
  );
}

/** What has left, what stays, and what is asked for the faulty pieces. */
export function HandoverResult(props: { result: Result; pickup: Pickup; onClose: () => void }) {
  const { result, pickup, onClose } = props;
  const t = useT();
  const taken = pickup.pieces.filter(({ id }) => result.handed_over.includes(id));
  return (
    <section className="block stack" aria-live="polite">
      <h2>
        <CheckCircleOutlined aria-hidden className="pickup-good" />{" "}
        {t(result.completed ? "pickup.result.complete" : "pickup.result.partly", { count: result.remaining })}
      </h2>
      {taken.length > 0 && (
        <p>
          {t("pickup.result.taken")} {taken.map(({ code, name }) => `${code} ${name}`).join(" · ")}
        </p>
      )}
      {result.found_faulty.map((piece) => (
        <ReworkRequest key={piece.piece_id} piece={piece} />
      ))}
      <div className="row-actions">
        <PrintButton type="primary" paper="hand-over-slip" orderId={pickup.order_id} />
        <Button autoFocus onClick={onClose}>
          {t("pickup.result.close")}
        </Button>
      </div>
    </section>
  );
}
