import { useQuery } from "@tanstack/react-query";
import { answer, api, useCommand } from "@/api";
import { dayAndTime } from "@/format";
import { useT } from "@/i18n";
import { ConfirmAction, StaffName } from "@/ui";

/** Ask a manager, who is elsewhere, to let the shoot happen with the balance open. */
export function AskOverride({ orderId, amount }: { orderId: string; amount: string }) {
  const t = useT();
  const asked = useQuery({
    queryKey: ["override-requests", orderId],
    queryFn: async () =>
      (await answer(api.GET("/v1/arrears-override-requests", { params: { query: { order_id: orderId } } }))).items,
    meta: { live: ["order.", "payment.", "override."], subject: orderId },
  });
  const ask = useCommand({
    run: (reason: string, sent) =>
      answer(
        api.POST("/v1/orders/{order_id}/arrears-override-requests", {
          params: { path: { order_id: orderId } },
          body: { reason },
          headers: sent.headers,
        }),
      ),
    invalidates: [["override-requests", orderId]],
  });
  const last = asked.data?.at(-1);
  if (last?.state === "REQUESTED")
    return (
      <span role="status">
        {t("reception.check_in.asked", { time: dayAndTime(last.requested_at) })} <StaffName id={last.requested_by} />
      </span>
    );
  return (
    <>
      {last?.state === "REJECTED" && (
        <span className="red">
          {t("reception.check_in.refused")} <StaffName id={last.decided_by} />
        </span>
      )}
      <ConfirmAction
        label={t("reception.check_in.ask_manager")}
        question={t("reception.check_in.ask_question", { amount })}
        command={ask}
        input={(reason) => reason}
        reason
      />
    </>
  );
}
