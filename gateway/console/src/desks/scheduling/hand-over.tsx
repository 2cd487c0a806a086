import { Button } from "antd";
import { answer, api, useCommand } from "@/api";
import { clockTime } from "@/format";
import { useT } from "@/i18n";
import { useMay } from "@/session/session";
import { ProblemAlert, StaffName } from "@/ui";
import type { Customer } from "./wall-page";

const STALE = [["scheduling"], ["order"]] as const;

/** Whether the photographer is still to be introduced, from make-up on (SHO-10). */
export const toIntroduce = ({ stage, introduced_at }: Customer): boolean =>
  !introduced_at && (stage === "MAKE_UP" || stage === "SHOOTING" || stage === "LUNCH");

/** One action: the customer was led in with the first costume and knows the photographer (SHO-10). */
export function IntroduceButton({ customer }: { customer: Customer }) {
  const t = useT();
  const path = { booking_id: customer.booking_id };
  const command = useCommand<object>({
    run: (body) => answer(api.POST("/v1/bookings/{booking_id}/introduction", { params: { path }, body })),
    invalidates: STALE,
  });
  if (!toIntroduce(customer)) return null;
  const first = customer.stage === "MAKE_UP";
  return (
    <>
      <Button
        {...(first && { type: "primary", size: "large" })}
        loading={command.pending}
        onClick={() => void command.submit({})}
      >
        {t("scheduling.introduce")}
      </Button>
      <ProblemAlert problem={command.problem} retry={command.retry} />
    </>
  );
}

/** Who led the customer in, and when; under way without it stands out (SHO-10). */
export function IntroducedLine({ customer }: { customer: Customer }) {
  const t = useT();
  const { introduced_at: at, introduced_by, stage } = customer;
  if (at)
    return (
      <div className="small quiet">
        {t("scheduling.introduced", { time: clockTime(at) })} <StaffName id={introduced_by} />
      </div>
    );
  return toIntroduce(customer) && stage !== "MAKE_UP" ? (
    <div className="small red">{t("scheduling.not_introduced")}</div>
  ) : null;
}

/** After the shoot the artist sees the customer to the door: one action, then who and when (SHO-10). */
export function EscortLine({ customer }: { customer: Customer }) {
  const t = useT();
  const mayDo = useMay()("scheduling.shoots.do");
  const path = { booking_id: customer.booking_id };
  const command = useCommand<object>({
    run: (body) => answer(api.POST("/v1/bookings/{booking_id}/escort", { params: { path }, body })),
    invalidates: STALE,
  });
  if (customer.escorted_at)
    return (
      <div className="small quiet">
        {t("scheduling.escorted", { time: clockTime(customer.escorted_at) })} <StaffName id={customer.escorted_by} />
      </div>
    );
  if (!mayDo) return null;
  return (
    <div className="wall-steps">
      <Button size="large" loading={command.pending} onClick={() => void command.submit({})}>
        {t("scheduling.escort")}
      </Button>
      <ProblemAlert problem={command.problem} retry={command.retry} />
    </div>
  );
}
