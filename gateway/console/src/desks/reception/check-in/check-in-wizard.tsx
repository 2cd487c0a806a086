import { useState } from "react";
import { answer, api, useCommand } from "@/api";
import { useT } from "@/i18n";
import { Field, ProblemAlert, StaffSelect, Wizard, type WizardStep } from "@/ui";
import type { CheckIn, Part, Step } from "../types";
import { BalanceStep, LentStep, NumberStep, PackageStep, type Lent } from "./steps";

interface Doing {
  step: Step;
  deposit_id: string | null;
  declined_reason: string | null;
  to_staff_id: string | null;
}

const STEPS: readonly Step[] = ["PACKAGE_CHECKED", "BALANCE", "NUMBER", "LOCKER", "MAKEUP_BOX", "HAND_OVER"];
const NOTHING: Lent = { deposit: null, declined: null };

/** Six steps in their order; none can be left out, the server keeps where it stands (M-43). */
export function CheckInWizard({ part, checkIn, onPay }: { part: Part; checkIn: CheckIn; onPay: () => void }) {
  const t = useT();
  const { order } = part;
  const [locker, setLocker] = useState(NOTHING);
  const [box, setBox] = useState(NOTHING);
  const [artist, setArtist] = useState<string | null>(null);
  const command = useCommand({
    run: ({ step, ...body }: Doing, sent) =>
      answer(
        api.POST("/v1/orders/{order_id}/check-in/{step}", {
          params: { path: { order_id: order.id, step } },
          body,
          headers: sent.headers,
        }),
      ),
  });
  const doing = (step: Step, more: Partial<Doing> = {}) =>
    command.submit({ step, deposit_id: null, declined_reason: null, to_staff_id: null, ...more });
  const lending = ({ deposit, declined }: Lent) => ({
    deposit_id: deposit,
    declined_reason: deposit ? null : declined?.trim() || null,
  });
  const chosen = ({ deposit, declined }: Lent) => deposit !== null || Boolean(declined?.trim());
  const owes = checkIn.package_balance.amount > 0 && !checkIn.arrears_allowed && !order.arrears_override_by;
  const content: Record<Step, Pick<WizardStep, "ready" | "content">> = {
    PACKAGE_CHECKED: { ready: true, content: <PackageStep order={order} /> },
    BALANCE: { ready: !owes, content: <BalanceStep order={order} checkIn={checkIn} onPay={onPay} /> },
    NUMBER: { ready: true, content: <NumberStep order={order} /> },
    LOCKER: {
      ready: chosen(locker),
      content: <LentStep key="LOCKER" part={part} object="LOCKER" value={locker} onChange={setLocker} />,
    },
    MAKEUP_BOX: {
      ready: chosen(box),
      content: <LentStep key="MAKEUP_BOX" part={part} object="MAKEUP_BOX" value={box} onChange={setBox} />,
    },
    HAND_OVER: {
      ready: artist !== null,
      content: (
        <Field name="to_staff_id" label={t("reception.check_in.artist")} needed>
          <StaffSelect roles={["makeup_artist"]} value={artist} onChange={setArtist} />
        </Field>
      ),
    },
  };
  const more: Partial<Record<Step, Partial<Doing>>> = {
    LOCKER: lending(locker),
    MAKEUP_BOX: lending(box),
    HAND_OVER: { to_staff_id: artist },
  };
  const steps: WizardStep[] = STEPS.map((id) => ({
    id,
    title: t(`reception.check_in.step.${id}`),
    ...content[id],
    onNext: id === "HAND_OVER" ? undefined : () => doing(id, more[id]),
  }));
  const at = checkIn.next ? STEPS.indexOf(checkIn.next) : STEPS.length - 1;
  return (
    <section aria-label={t("reception.check_in.title")} className="stack">
      <h2>{t("reception.check_in.title")}</h2>
      <Wizard
        steps={steps}
        at={at}
        finish={t("reception.check_in.finish")}
        onFinish={() => doing("HAND_OVER", more.HAND_OVER)}
        pending={command.pending}
      />
      <ProblemAlert problem={command.problem} retry={command.retry} />
    </section>
  );
}
