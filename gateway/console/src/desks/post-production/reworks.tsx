import { Button, Segmented } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useNavigate } from "react-router";
import { answer, api, useCommand, type components } from "@/api";
import { dayAndTime, isoDay, money, plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import {
  ConfirmAction,
  DayInput,
  Dialog,
  Field,
  MoneyInput,
  OrderBadge,
  ProblemAlert,
  QueueTable,
  StaffName,
} from "@/ui";
import { DeskPage } from "./desk-page";
import { DESK, LIVE, type Rework } from "./read";
import { ReworkFigures } from "./rework-figures";

type State = components["schemas"]["post_production_ReworkState"];

const STATES = ["REQUESTED", "APPROVED", "DONE", "REJECTED", "CANCELLED"] as const satisfies readonly State[];
const USUAL_DAYS = 3;

function Approve({ rework }: { rework: Rework }) {
  const t = useT();
  const { currency } = useBranch();
  const [open, setOpen] = useState(false);
  const [fen, setFen] = useState<number | null>(null);
  const quoted = rework.liability !== "STUDIO";
  const lacks = rework.liability === "CUSTOMER" && fen === null;
  const [due, setDue] = useState(() => dayjs(isoDay()).add(USUAL_DAYS, "day").format("YYYY-MM-DD"));
  const approving = useCommand({
    run: (body: components["schemas"]["post_production_ReworkApprovalIn"], sent) =>
      answer(
        api.POST("/v1/reworks/{rework_id}/approval", {
          params: { path: { rework_id: rework.id } },
          body,
          headers: sent.headers,
        }),
      ),
    invalidates: [DESK],
    onDone: () => setOpen(false),
  });
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t("post-production.rework.approve")}
      </Button>
      {open && (
        <Dialog
          title={t("post-production.rework.approve")}
          okText={t("post-production.rework.approve")}
          cancelText={t("form.back")}
          okButtonProps={{ disabled: !due || lacks }}
          confirmLoading={approving.pending}
          onOk={() =>
            approving.submit({ due_on: due, cost: quoted && fen !== null ? { amount: fen, currency } : null })
          }
          onCancel={() => setOpen(false)}
        >
          <div className="stack">
            <p>{rework.reason}</p>
            <Field name="due_on" needed label={t("post-production.rework.due")}>
              <DayInput value={due} min={isoDay()} onChange={setDue} />
            </Field>
            {quoted && (
              <Field name="cost" label={t("post-production.rework.cost")} needed={rework.liability === "CUSTOMER"}>
                <MoneyInput value={fen} onChange={setFen} currency={currency} />
              </Field>
            )}
            <ProblemAlert problem={approving.problem} retry={approving.retry} />
          </div>
        </Dialog>
      )}
    </>
  );
}

function Decide({ rework }: { rework: Rework }) {
  const t = useT();
  const rejecting = useCommand({
    run: (reason: string, sent) =>
      answer(
        api.POST("/v1/reworks/{rework_id}/rejection", {
          params: { path: { rework_id: rework.id } },
          body: { reason },
          headers: sent.headers,
        }),
      ),
    invalidates: [DESK],
  });
  return (
    <span className="pp-buttons">
      <Approve rework={rework} />
      <ConfirmAction
        label={t("post-production.rework.reject")}
        question={rework.reason}
        command={rejecting}
        input={(reason) => reason}
        reason
      />
    </span>
  );
}

/** Rework sheets; the store manager signs or sends back (PST-21). */
export function ReworkList() {
  const t = useT();
  const may = useMay();
  const go = useNavigate();
  const { id: branch_id } = useBranch();
  const [state, setState] = useState<State>("REQUESTED");
  const decides = may("post_production.reworks.approve") && state === "REQUESTED";
  return (
    <DeskPage title={t("post-production.rework.title")} note={t("post-production.rework.note")}>
      <div className="pp-bar">
        <Segmented<State>
          value={state}
          onChange={setState}
          options={STATES.map((value) => ({ value, label: word("post-production.rework_state", value) }))}
        />
      </div>
      <QueueTable<Rework>
        label={t("post-production.rework.title")}
        queryKey={[...DESK, "reworks", branch_id, state]}
        fetch={(cursor) => answer(api.GET("/v1/reworks", { params: { query: { branch_id, state, cursor } } }))}
        live={LIVE}
        rowId={(row) => row.id}
        red={(row) => state === "APPROVED" && row.due_on !== null && row.due_on < isoDay()}
        empty={t("post-production.rework.none")}
        emptyHint={t("post-production.rework.none_hint")}
        onOpen={(row) => void go(`/post-production/orders/${row.order_id}`)}
        columns={[
          {
            id: "order",
            title: t("order.number"),
            show: (row) => <OrderBadge id={row.order_id} number={row.order_number} />,
          },
          { id: "reason", title: t("post-production.rework.what"), show: (row) => row.reason },
          {
            id: "liability",
            title: t("post-production.rework.liability"),
            show: (row) => (
              <>
                {word("liability", row.liability)} {row.cost && <b className="number">{money(row.cost)}</b>}
              </>
            ),
          },
          { id: "back", title: t("post-production.rework.back_to"), show: (row) => word("work", row.back_to) },
          {
            id: "asked",
            title: t("post-production.rework.asked"),
            show: (row) => (
              <>
                <StaffName id={row.requested_by} /> <span className="quiet">{dayAndTime(row.requested_at)}</span>
              </>
            ),
          },
          ...(state === "REQUESTED"
            ? []
            : [
                {
                  id: "decided",
                  title: t("post-production.rework.decided"),
                  show: (row: Rework) => (
                    <>
                      <StaffName id={row.decided_by} />{" "}
                      <span className="quiet">
                        {row.decision_reason ??
                          (row.due_on && t("post-production.until", { day: plainDay(row.due_on) }))}
                      </span>
                    </>
                  ),
                },
              ]),
          ...(decides
            ? [{ id: "act", title: t("post-production.action"), show: (row: Rework) => <Decide rework={row} /> }]
            : []),
        ]}
      />
      <ReworkFigures />
    </DeskPage>
  );
}
