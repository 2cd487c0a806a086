import { Input } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { isoDay } from "@/format";
import { useT, word } from "@/i18n";
import { DayInput, Field, FormDialog } from "@/ui";
import { dayAfter } from "../moments";
import { STALE, type Thing } from "./kinds";

type Care = components["schemas"]["scheduling_CareIn"];

/** Off to the dry cleaner or the repair: until when, and what is wrong (SHO-12). */
export function CareDialog(props: { thing: Thing; care: "DRY_CLEANER" | "REPAIR"; onClose: () => void }) {
  const { thing, care, onClose } = props;
  const t = useT();
  const today = isoDay();
  const [until, setUntil] = useState(dayAfter(today, 2));
  const [note, setNote] = useState("");
  const command = useCommand<Care>({
    run: (body) => answer(api.POST("/v1/things/{thing_id}/care", { params: { path: { thing_id: thing.id } }, body })),
    onDone: onClose,
    invalidates: STALE,
  });
  return (
    <FormDialog
      {...{ command, onClose }}
      title={`${word("scheduling.care", care)} · ${thing.name}`}
      ok={word("scheduling.care", care)}
      body={{ care, until: until || null, note: note.trim() }}
    >
      <Field name="until" label={t("scheduling.things.back_on")}>
        <DayInput optional min={today} value={until} onChange={setUntil} />
      </Field>
      <Field name="note" label={t("form.reason")}>
        <Input data-begin maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
    </FormDialog>
  );
}
