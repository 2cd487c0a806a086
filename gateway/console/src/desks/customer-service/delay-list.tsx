import { answer, api, useCommand, type components } from "@/api";
import { dayAndTime, money } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useMay, useSession } from "@/session/session";
import { ConfirmAction, OrderBadge, QueueTable, StaffName } from "@/ui";

type Delay = components["schemas"]["customer_service_DelayOut"];

const LIST = ["customer-service", "delays"];

/** Whoever has the authority agrees to the compensation, or says why not (PCK-03, M-34). */
function Decide({ delay }: { delay: Delay }) {
  const t = useT();
  const path = { params: { path: { delay_id: delay.id } } };
  const approve = useCommand({
    run: (_: string, sent) => answer(api.POST("/v1/delays/{delay_id}/approval", { ...path, headers: sent.headers })),
    invalidates: [LIST],
  });
  const reject = useCommand({
    run: (reason: string, sent) =>
      answer(api.POST("/v1/delays/{delay_id}/rejection", { ...path, body: { reason }, headers: sent.headers })),
    invalidates: [LIST],
  });
  const amount = delay.compensation ? money(delay.compensation) : "";
  return (
    <span className="page-actions">
      <ConfirmAction
        label={t("customer-service.delays.agree")}
        question={t("customer-service.delays.agree_question", { amount })}
        command={approve}
        input={() => delay.id}
        button={{ type: "primary", size: "small" }}
      />
      <ConfirmAction
        label={t("customer-service.delays.refuse")}
        question={t("customer-service.delays.refuse_question")}
        command={reject}
        reason
        input={(reason) => reason}
        button={{ size: "small" }}
      />
    </span>
  );
}

function Promised({ delay }: { delay: Delay }) {
  const t = useT();
  const may = useMay();
  const { me } = useSession();
  const waits = delay.offer === "ASKED";
  return (
    <>
      {delay.promise}{" "}
      {delay.compensation && (
        <>
          <b className="number">{money(delay.compensation)}</b>{" "}
          {delay.offer && (
            <span className={waits ? "tag tag-red" : "tag"}>{word("customer-service.delays.offer", delay.offer)}</span>
          )}{" "}
          {delay.decided_by && <StaffName id={delay.decided_by} />} <span className="quiet">{delay.refusal}</span>
          {waits && may("customer_service.delays.approve") && delay.recorded_by !== me.staff && (
            <Decide delay={delay} />
          )}
        </>
      )}
      {!delay.promise && !delay.compensation && t("customer-service.delays.nothing")}
    </>
  );
}

function Call({ delay }: { delay: Delay }) {
  const t = useT();
  const { call } = delay;
  if (!call) return <>{t("customer-service.delays.no_call")}</>;
  return (
    <>
      <span className={call.state === "OVERDUE" ? "tag tag-red" : "tag"}>{word("contact_state", call.state)}</span>{" "}
      {call.by && <StaffName id={call.by} />} {call.at && dayAndTime(call.at)}{" "}
      <span className="quiet">{call.result}</span>
    </>
  );
}

/** The branch's delays, newest first: who called and what came of it, what was promised and who agreed (GEN-07). */
export function DelayList() {
  const t = useT();
  const { id: branch_id } = useBranch();
  const label = t("customer-service.delays.list");
  return (
    <section className="block">
      <h2>{label}</h2>
      <QueueTable<Delay>
        label={label}
        queryKey={[...LIST, branch_id]}
        fetch={(cursor) => answer(api.GET("/v1/delays", { params: { query: { branch_id, cursor } } }))}
        live={["delay.", "contact."]}
        rowId={(row) => row.id}
        red={(row) => row.offer === "ASKED"}
        empty={t("customer-service.delays.none")}
        columns={[
          {
            id: "order",
            title: t("order.number"),
            show: (row) => <OrderBadge id={row.order_id} number={row.order_number} />,
          },
          {
            id: "stage",
            title: t("order.stage"),
            show: (row) => (
              <>
                {word("stage", row.stage)} <span className="quiet">{row.cause}</span>
              </>
            ),
          },
          { id: "call", title: t("customer-service.delays.call"), show: (row) => <Call delay={row} /> },
          { id: "promise", title: t("customer-service.delays.promise"), show: (row) => <Promised delay={row} /> },
          {
            id: "by",
            title: t("customer-service.delays.by"),
            show: (row) => (
              <>
                <StaffName id={row.recorded_by} /> <span className="no-wrap quiet">{dayAndTime(row.recorded_at)}</span>
              </>
            ),
          },
        ]}
      />
    </section>
  );
}
