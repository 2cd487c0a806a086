import type { ReactNode } from "react";
import { useCommand } from "@/api";
import { dayAndTime } from "@/format";
import { useT, word } from "@/i18n";
import { useMay } from "@/session/session";
import { ConfirmAction, Dialog, FactList, StaffName } from "@/ui";
import { offerOf, STALE, steps, type Damage } from "./damage";
import { MakeGoodForm, OfferForm, type StepProps } from "./forms";

/** One report: what happened, what is offered for it, and the form of what is next. */
export function DamageDialog(props: Omit<StepProps, "head">) {
  const { damage, onClose } = props;
  const may = useMay();
  const negotiates = may("reception.damages.negotiate");
  const head = (
    <>
      <Facts damage={damage} />
      {negotiates && damage.state === "REPORTED" && <NothingOwed damage={damage} onClose={onClose} />}
    </>
  );
  if (negotiates && ["REPORTED", "OFFERED"].includes(damage.state)) return <OfferForm {...props} head={head} />;
  if (negotiates && damage.state === "APPROVED") return <MakeGoodForm {...props} head={head} />;
  return (
    <Dialog title={damage.number} footer={null} onCancel={onClose}>
      <div className="stack">{head}</div>
    </Dialog>
  );
}

function Facts({ damage }: { damage: Damage }) {
  const t = useT();
  const who = (id: string, at: string | null = null) => (
    <>
      <StaffName id={id} /> {at && <span className="quiet">{dayAndTime(at)}</span>}
    </>
  );
  const facts: [string, ReactNode][] = [
    [t("damages.thing"), `${damage.thing} · ${word("damages.kind", damage.kind)}`],
    [t("damages.happened"), damage.happened],
    [t("damages.reported_by"), who(damage.reported_by, damage.reported_at)],
    [t("damages.responsible"), damage.responsible_id && who(damage.responsible_id)],
    [t("damages.offer"), [offerOf(damage), damage.terms].filter(Boolean).join(" · ")],
    [t("damages.offered_by"), damage.offered_by && who(damage.offered_by, damage.offered_at)],
    [t("damages.decided_by"), damage.decided_by && who(damage.decided_by, damage.decided_at)],
    [t("damages.refusal"), damage.refusal],
    [t("damages.signed_by"), damage.signature_name],
    [t("damages.finding"), damage.finding],
    [t("damages.closed_by"), damage.closed_by && who(damage.closed_by, damage.closed_at)],
  ];
  return <FactList facts={facts} />;
}

/** The finding that the house owes nothing for it ends the report. */
function NothingOwed({ damage, onClose }: { damage: Damage; onClose: () => void }) {
  const t = useT();
  const close = useCommand({
    run: (finding: string, sent) => steps.close(damage, finding, sent),
    invalidates: STALE,
    onDone: onClose,
  });
  return (
    <div className="row-actions">
      <ConfirmAction
        label={t("damages.close")}
        question={t("damages.close_question")}
        asks={t("damages.finding")}
        command={close}
        input={(finding) => finding}
        reason
        button={{ size: "small" }}
      />
    </div>
  );
}
