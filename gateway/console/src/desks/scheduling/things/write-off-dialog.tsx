import { Checkbox, Input, Segmented } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { useT, word } from "@/i18n";
import { CountInput, Field, FormDialog } from "@/ui";
import { STALE, type Thing } from "./kinds";

type Wish = components["schemas"]["scheduling_WriteOffIn"];
const CAUSES = ["LOST", "BROKEN", "WORN"] as const;

/** Lost, broken or too old: the manager is asked, and whether another is bought (SHO-11). */
export function WriteOffDialog({ thing, onClose }: { thing: Thing; onClose: () => void }) {
  const t = useT();
  const [cause, setCause] = useState<(typeof CAUSES)[number]>("BROKEN");
  const [quantity, setQuantity] = useState<number | null>(1);
  const [replace, setReplace] = useState(true);
  const [reason, setReason] = useState("");
  const command = useCommand<Wish>({
    run: (body, { headers }) => answer(api.POST("/v1/write-offs", { body, headers })),
    onDone: onClose,
    invalidates: STALE,
  });
  const ready = quantity !== null && reason.trim() !== "";
  return (
    <FormDialog
      {...{ command, onClose }}
      title={`${t("scheduling.things.strike")} · ${thing.name}`}
      ok={t("scheduling.things.ask_manager")}
      body={ready ? { thing_id: thing.id, cause, quantity, replace, reason: reason.trim() } : null}
    >
      <Field group name="cause" label={t("scheduling.things.cause")}>
        <Segmented
          value={cause}
          onChange={setCause}
          options={CAUSES.map((one) => ({ value: one, label: word("scheduling.cause", one) }))}
        />
      </Field>
      {thing.quantity > 1 && (
        <Field name="quantity" needed label={t("scheduling.things.quantity")}>
          <CountInput needed least={1} most={thing.quantity} value={quantity} onChange={setQuantity} />
        </Field>
      )}
      <Field name="reason" needed label={t("form.reason")}>
        <Input data-begin maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <Checkbox checked={replace} onChange={(event) => setReplace(event.target.checked)}>
        {t("scheduling.things.buy_another")}
      </Checkbox>
    </FormDialog>
  );
}
