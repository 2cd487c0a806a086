import { Segmented } from "antd";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { answer, api, type components } from "@/api";
import { dayAndTime } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { LateTag, OrderBadge, OwesTag, PersonNames, QueueTable } from "@/ui";
import { DeskPage } from "./desk-page";
import { DESK, LIVE, type SheetLine } from "./read";

type Stage = components["schemas"]["customer_service_Stage"];

const STAGES = [
  "SHOT",
  "PROOFS_READY",
  "SELECTION_BOOKED",
  "SELECTED",
  "IN_PRODUCTION",
  "LAYOUT_REVIEW",
  "PRODUCING",
] as const satisfies readonly Stage[];
const KEPT = "studio.post-production.stage";

/** Orders by the stage they wait in; number keys choose the stage, enter opens the order's workspace. */
export function OrdersQueue() {
  const t = useT();
  const go = useNavigate();
  const { id: branch_id } = useBranch();
  const [chosen, setStage] = useState<Stage | undefined>(() =>
    STAGES.find((one) => one === sessionStorage.getItem(KEPT)),
  );
  const counts = useQuery({
    queryKey: [...DESK, "stage-counts", branch_id],
    queryFn: () => answer(api.GET("/v1/stage-counts", { params: { query: { branch_id } } })),
    meta: { live: LIVE },
  });
  const choose = (next: Stage) => {
    sessionStorage.setItem(KEPT, next);
    setStage(next);
  };
  const count = (one: Stage) => {
    const found = counts.data?.stages.find((line) => line.stage === one);
    return { all: found?.orders ?? 0, late: found?.late ?? 0 };
  };
  // Who comes to the desk sees where orders wait; what was chosen stays when the last one moves on.
  if (!chosen && counts.data) setStage(STAGES.find((one) => count(one).all > 0) ?? STAGES[0]);
  const stage = chosen ?? STAGES[0];
  return (
    <DeskPage
      title={t("post-production.orders.title")}
      note={t("post-production.orders.note")}
      shortcuts={STAGES.map((one, at) => ({ keys: String(at + 1), label: word("stage", one), run: () => choose(one) }))}
    >
      <div className="pp-scroll">
        <Segmented<Stage>
          aria-label={t("order.stage")}
          value={stage}
          onChange={choose}
          options={STAGES.map((one) => ({
            value: one,
            label: (
              <span className="pp-stage">
                {word("stage", one)} <b className={count(one).late > 0 ? "red" : "quiet"}>{count(one).all}</b>
              </span>
            ),
          }))}
        />
      </div>
      <QueueTable<SheetLine>
        label={word("stage", stage)}
        queryKey={[...DESK, "sheets", branch_id, stage]}
        fetch={(cursor) => answer(api.GET("/v1/job-sheets", { params: { query: { branch_id, stage, cursor } } }))}
        live={LIVE}
        rowId={(row) => row.order_id}
        red={(row) => row.late}
        empty={t("post-production.orders.none", { stage: word("stage", stage) })}
        emptyHint={t(`post-production.orders.hint.${stage}`)}
        onOpen={(row) => void go(`/post-production/orders/${row.order_id}`)}
        columns={[
          {
            id: "order",
            title: t("order.number"),
            show: (row) => <OrderBadge id={row.order_id} number={row.number} customerNumber={row.customer_number} />,
          },
          { id: "who", title: t("order.customer"), show: (row) => <PersonNames ids={row.person_ids ?? []} /> },
          { id: "category", title: t("order.category"), show: (row) => word("category", row.category) },
          { id: "since", title: t("post-production.orders.since"), show: (row) => dayAndTime(row.stage_since) },
          {
            id: "next",
            title: t("order.next"),
            show: (row) => (
              <span className="flags">
                {word("step", row.next_step?.code)}
                {row.late && <LateTag due={row.late_since ?? row.next_step?.due} />}
              </span>
            ),
          },
          { id: "owed", title: t("order.owes"), show: (row) => <OwesTag balance={row.owed} /> },
        ]}
      />
    </DeskPage>
  );
}
