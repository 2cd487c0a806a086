import { Input, Select } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { useT, word } from "@/i18n";
import { Dialog, Field, ProblemAlert } from "@/ui";
import { DESK, type Piece } from "./read";

type Liability = components["schemas"]["post_production_Liability"];
type BackTo = components["schemas"]["post_production_BackTo"];

const LIABLE = ["STUDIO", "CUSTOMER", "UNCLEAR"] as const satisfies readonly Liability[];
const BACK = ["RETOUCH", "DESIGN", "PRINT", "CUT", "FINISH"] as const satisfies readonly BackTo[];

/** Writes a rework sheet for a piece; the store manager signs it (PST-21). */
export function ReworkDialog({ piece, onClose }: { piece: Piece; onClose: () => void }) {
  const t = useT();
  const [reason, setReason] = useState("");
  const [liability, setLiability] = useState<Liability>("STUDIO");
  const [back_to, setBackTo] = useState<BackTo>("PRINT");
  const asking = useCommand({
    run: (body: components["schemas"]["post_production_ReworkIn"], sent) =>
      answer(
        api.POST("/v1/pieces/{piece_id}/reworks", {
          params: { path: { piece_id: piece.id } },
          body,
          headers: sent.headers,
        }),
      ),
    invalidates: [DESK],
    onDone: onClose,
  });
  return (
    <Dialog
      title={t("post-production.rework.of", { code: piece.code })}
      okText={t("post-production.rework.request")}
      cancelText={t("form.back")}
      confirmLoading={asking.pending}
      okButtonProps={{ disabled: reason.trim() === "" }}
      onOk={() => asking.submit({ reason: reason.trim(), liability, back_to })}
      onCancel={onClose}
    >
      <div className="stack">
        <p className="quiet">{piece.name}</p>
        <Field name="reason" label={t("post-production.rework.what")} needed>
          <Input.TextArea
            autoFocus
            rows={3}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <Field name="back_to" label={t("post-production.rework.back_to")}>
          <Select
            aria-label={t("post-production.rework.back_to")}
            value={back_to}
            onChange={setBackTo}
            options={BACK.map((value) => ({ value, label: word("work", value) }))}
          />
        </Field>
        <Field name="liability" label={t("post-production.rework.liability")}>
          <Select
            aria-label={t("post-production.rework.liability")}
            value={liability}
            onChange={setLiability}
            options={LIABLE.map((value) => ({ value, label: word("liability", value) }))}
          />
        </Field>
        <ProblemAlert problem={asking.problem} retry={asking.retry} />
      </div>
    </Dialog>
  );
}
