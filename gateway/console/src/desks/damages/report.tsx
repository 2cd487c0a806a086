import { Input, Segmented } from "antd";
import { useState } from "react";
import { useCommand } from "@/api";
import { useT, word } from "@/i18n";
import { Field, FormDialog, Line, StaffSelect } from "@/ui";
import { KINDS, STALE, steps, type DamageIn } from "./damage";

/** A customer's thing was damaged or lost: the manager hears at once (M-21). */
export function ReportDamage({ orderId, onClose }: { orderId: string; onClose: () => void }) {
  const t = useT();
  const [damage, setDamage] = useState<DamageIn>({ kind: "DAMAGED", thing: "", happened: "", responsible_id: null });
  const set = (part: Partial<DamageIn>) => setDamage((before) => ({ ...before, ...part }));
  const command = useCommand({
    run: (body: DamageIn, sent) => steps.report(orderId, body, sent),
    invalidates: STALE,
    onDone: onClose,
  });
  const [thing, happened] = [damage.thing.trim(), damage.happened.trim()];
  return (
    <FormDialog
      {...{ command, onClose }}
      title={t("damages.report")}
      body={{ ...damage, thing, happened }}
      ready={thing !== "" && happened !== ""}
    >
      <Field group name="kind" label={t("damages.what_kind")}>
        <Segmented
          aria-label={t("damages.what_kind")}
          value={damage.kind}
          onChange={(kind) => set({ kind })}
          options={KINDS.map((value) => ({ value, label: word("damages.kind", value) }))}
        />
      </Field>
      <Line
        name="thing"
        needed
        focus
        label={t("damages.thing")}
        value={damage.thing}
        onChange={(value) => set({ thing: value })}
      />
      <Field name="happened" needed label={t("damages.happened")}>
        <Input.TextArea
          rows={3}
          maxLength={1000}
          value={damage.happened}
          onChange={({ target }) => set({ happened: target.value })}
        />
      </Field>
      <Field name="responsible_id" label={t("damages.responsible")}>
        <StaffSelect
          label={t("damages.responsible")}
          placeholder={t("damages.unknown")}
          value={damage.responsible_id ?? null}
          onChange={(responsible_id) => set({ responsible_id })}
        />
      </Field>
    </FormDialog>
  );
}
