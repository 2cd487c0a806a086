import { Button, Checkbox, Input, Radio } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { useT, word } from "@/i18n";
import { Field, ProblemAlert, StaffName } from "@/ui";
import { DESK, type Selection } from "../read";

type Start = components["schemas"]["post_production_StartIn"];
const MODES = ["TEMPLATE", "CUSTOM"] as const;

/** Sitting down with the customer: the difference of the designs is explained first (PST-01, PST-09). */
export function StartSelection({ selection, taken }: { selection: Selection; taken: boolean }) {
  const t = useT();
  const [mode, setMode] = useState(selection.design_mode ?? selection.proposed_design_mode);
  const [explained, setExplained] = useState(false);
  const [reason, setReason] = useState("");
  const starting = useCommand({
    run: (body: Start, sent) =>
      answer(
        api.POST("/v1/selections/{selection_id}/start", {
          params: { path: { selection_id: selection.id } },
          body,
          headers: sent.headers,
        }),
      ),
    invalidates: [DESK],
  });
  return (
    <section className="block pp-start" aria-label={t("post-production.room.start")}>
      <h2>{taken ? t("post-production.room.take_over") : t("post-production.room.start")}</h2>
      {selection.selection_hints && <p className="pp-hint">{selection.selection_hints}</p>}
      {!taken && selection.electronic_count > 0 && (
        <p className="pp-hint">
          {t(selection.proposed_at ? "post-production.room.proposed_online" : "post-production.room.begun_online", {
            count: selection.electronic_count,
          })}
        </p>
      )}
      {selection.sales_plan && <p className="quiet">{selection.sales_plan}</p>}
      {taken ? (
        <>
          <p>
            {t("post-production.room.taken_by")} <StaffName id={selection.clerk_id} />
          </p>
          <Field name="takeover_reason" label={t("form.reason")} needed>
            <Input autoFocus maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
        </>
      ) : (
        <>
          <Radio.Group
            aria-label={t("post-production.room.mode")}
            value={mode}
            onChange={({ target }) => setMode(target.value)}
            options={MODES.map((value) => ({
              value,
              label:
                word("post-production.design_mode", value) +
                (value === selection.proposed_design_mode ? t("post-production.room.proposed") : ""),
            }))}
          />
          <Checkbox autoFocus checked={explained} onChange={({ target }) => setExplained(target.checked)}>
            {t("post-production.room.explained")}
          </Checkbox>
        </>
      )}
      <ProblemAlert problem={starting.problem} retry={starting.retry} />
      <Button
        type="primary"
        size="large"
        loading={starting.pending}
        disabled={taken ? reason.trim() === "" : !explained}
        onClick={() =>
          starting.submit({
            design_mode: mode,
            difference_explained: taken || explained,
            takeover_reason: taken ? reason.trim() : null,
          })
        }
      >
        {taken ? t("post-production.room.take_over") : t("post-production.room.begin")}
      </Button>
    </section>
  );
}
