import { Button, Checkbox } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { useT } from "@/i18n";
import { useBranch } from "@/session/session";
import { Field, FormDialog, Line, MoneyInput, StaffSelect } from "@/ui";

type CounterfeitIn = components["schemas"]["reception_CounterfeitIn"];

/** A note failed the test: exchanged, or a supervisor was called; the manager hears of it (FIN-07, M-35, N-27). */
export function Counterfeit() {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <section className="block stack no-print" aria-label={t("reception.counterfeit.title")}>
      <h2>{t("reception.counterfeit.title")}</h2>
      <p className="quiet">{t("reception.counterfeit.how")}</p>
      <div>
        <Button danger onClick={() => setOpen(true)}>
          {t("reception.counterfeit.note")}
        </Button>
      </div>
      {open && <NoteIt onClose={() => setOpen(false)} />}
    </section>
  );
}

function NoteIt({ onClose }: { onClose: () => void }) {
  const t = useT();
  const branch = useBranch();
  const [amount, setAmount] = useState<number | null>(null);
  const [exchanged, setExchanged] = useState(false);
  const [supervisor, setSupervisor] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const command = useCommand({
    run: (body: CounterfeitIn, sent) => answer(api.POST("/v1/counterfeit-notes", { body, headers: sent.headers })),
    onDone: onClose,
  });
  const body: CounterfeitIn = {
    branch_id: branch.id,
    amount: { amount: amount ?? 0, currency: branch.currency },
    exchanged,
    supervisor_id: exchanged ? null : supervisor,
    note: note.trim(),
  };
  return (
    <FormDialog
      title={t("reception.counterfeit.note")}
      command={command}
      body={body}
      ready={Boolean(amount) && (exchanged || supervisor !== null)}
      onClose={onClose}
    >
      <Field name="amount" needed label={t("reception.counterfeit.amount")}>
        <MoneyInput positive value={amount} onChange={setAmount} />
      </Field>
      <Checkbox checked={exchanged} onChange={(event) => setExchanged(event.target.checked)}>
        {t("reception.counterfeit.exchanged")}
      </Checkbox>
      {!exchanged && (
        <Field name="supervisor_id" needed label={t("reception.counterfeit.supervisor")}>
          <StaffSelect roles={["store_manager", "reception_manager"]} value={supervisor} onChange={setSupervisor} />
        </Field>
      )}
      <Line name="note" label={t("reception.counterfeit.remark")} value={note} onChange={setNote} />
    </FormDialog>
  );
}
