import { Button, Input, Select } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { isoDay, plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useMay, useSession } from "@/session/session";
import { ConfirmAction, DayInput, Field, Page, ProblemAlert, QueueTable, StaffName, useColleagues } from "@/ui";
import { Dialog } from "./dialog";
import { dayAfter } from "./moments";

type Leave = components["schemas"]["scheduling_LeaveOut"];
type Wish = components["schemas"]["scheduling_LeaveIn"];
const STALE = [["scheduling"]] as const;

/** Days off with a proxy: asked for, decided by somebody else, handed over (GEN-03, A-39). */
export function LeavePage() {
  const t = useT();
  const { id: branch_id } = useBranch();
  const may = useMay();
  const [asking, setAsking] = useState(false);
  return (
    <Page
      title={t("scheduling.page.leave")}
      shortcuts={[{ keys: "n", label: t("scheduling.ask_leave"), run: () => setAsking(true) }]}
      actions={
        may("scheduling.leaves.request") && (
          <Button type="primary" onClick={() => setAsking(true)}>
            {t("scheduling.ask_leave")} <kbd aria-hidden>N</kbd>
          </Button>
        )
      }
    >
      <QueueTable<Leave>
        label={t("scheduling.page.leave")}
        queryKey={["scheduling", "leaves", branch_id]}
        fetch={(cursor) => answer(api.GET("/v1/leaves", { params: { query: { branch_id, cursor } } }))}
        live={["leave."]}
        rowId={(row) => row.id}
        empty={t("scheduling.no_leave")}
        emptyHint={t("scheduling.no_leave_hint")}
        columns={[
          { id: "who", title: t("scheduling.who"), show: (row) => <StaffName id={row.staff_id} /> },
          {
            id: "days",
            title: t("scheduling.days"),
            show: (row) =>
              row.first_day === row.last_day
                ? plainDay(row.first_day)
                : `${plainDay(row.first_day)} – ${plainDay(row.last_day)}`,
          },
          { id: "reason", title: t("form.reason"), show: (row) => row.reason },
          { id: "proxy", title: t("scheduling.proxy"), show: (row) => <StaffName id={row.proxy_id} /> },
          { id: "state", title: t("order.state"), show: (row) => word("scheduling.leave_state", row.state) },
          { id: "act", title: t("scheduling.act"), show: (row) => <LeaveActs leave={row} /> },
        ]}
      />
      {asking && <LeaveDialog onClose={() => setAsking(false)} />}
    </Page>
  );
}

/** Whether the general manager decides: three days and more. */
const isLong = (leave: Leave) => dayAfter(leave.first_day, 1) < leave.last_day;

function LeaveActs({ leave }: { leave: Leave }) {
  const t = useT();
  const may = useMay();
  const { me } = useSession();
  const params = { path: { leave_id: leave.id } };
  const approve = useCommand<string>({
    run: (note) => answer(api.POST("/v1/leaves/{leave_id}/approval", { params, body: { note } })),
    invalidates: STALE,
  });
  const reject = useCommand<string>({
    run: (note) => answer(api.POST("/v1/leaves/{leave_id}/rejection", { params, body: { note } })),
    invalidates: STALE,
  });
  const handOver = useCommand<string>({
    run: (notes) => answer(api.POST("/v1/leaves/{leave_id}/handover", { params, body: { notes } })),
    invalidates: STALE,
  });
  const mine = leave.staff_id === me.staff || leave.requested_by === me.staff;
  const mayDecide = may(`scheduling.leaves.approve_${isLong(leave) ? "long" : "short"}`);
  if (leave.state === "REQUESTED" && mayDecide && !mine) {
    return (
      <span className="sched-picks">
        <ConfirmAction
          label={t("scheduling.approve")}
          question={t("scheduling.approve_question")}
          command={approve}
          input={(note) => note}
          button={{ type: "primary" }}
        />
        <ConfirmAction
          label={t("scheduling.reject")}
          question={t("scheduling.reject_question")}
          command={reject}
          input={(note) => note}
          reason
        />
      </span>
    );
  }
  if (leave.staff_id === me.staff && ["APPROVED", "HANDED_OVER"].includes(leave.state)) {
    return (
      <ConfirmAction
        label={t("scheduling.hand_over")}
        question={t("scheduling.hand_over_question")}
        asks={t("scheduling.hand_over_notes")}
        command={handOver}
        input={(notes) => notes}
        reason
      />
    );
  }
  return <span className="quiet">{leave.handover ?? leave.decision_note}</span>;
}

function LeaveDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const may = useMay();
  const { me } = useSession();
  const { id: branch } = useBranch();
  const colleagues = useColleagues().filter(({ branches }) => branches?.includes(branch) ?? true);
  const first = dayAfter(isoDay(), 1);
  const [wish, setWish] = useState<Wish>({
    staff_id: me.staff,
    first_day: first,
    last_day: first,
    proxy_id: "",
    reason: "",
  });
  const set = (more: Partial<Wish>) => setWish((old) => ({ ...old, ...more }));
  const command = useCommand<Wish>({
    run: (body) => answer(api.POST("/v1/leaves", { body })),
    onDone: onClose,
    invalidates: STALE,
  });
  const ready = wish.proxy_id !== "" && wish.reason.trim() !== "" && wish.last_day >= wish.first_day;
  const staff = colleagues.map(({ id, display_name }) => ({ value: id, label: display_name }));
  return (
    <Dialog
      title={t("scheduling.ask_leave")}
      okText={t("scheduling.ask_leave")}
      cancelText={t("form.back")}
      okButtonProps={{ disabled: !ready }}
      confirmLoading={command.pending}
      onOk={() => void command.submit(wish)}
      onCancel={onClose}
    >
      <div className="stack">
        {may("scheduling.leaves.decide") && (
          <Field name="staff_id" label={t("scheduling.who")}>
            <Select
              showSearch={{ optionFilterProp: "label" }}
              value={wish.staff_id}
              onChange={(staff_id) => set({ staff_id })}
              options={staff}
            />
          </Field>
        )}
        <div className="sched-fields">
          <Field name="first_day" needed label={t("scheduling.first_day")}>
            <DayInput
              autoFocus
              value={wish.first_day}
              onChange={(day) => set({ first_day: day, ...(day > wish.last_day ? { last_day: day } : {}) })}
            />
          </Field>
          <Field name="last_day" needed label={t("scheduling.last_day")}>
            <DayInput min={wish.first_day} value={wish.last_day} onChange={(day) => set({ last_day: day })} />
          </Field>
        </div>
        <Field name="proxy_id" needed label={t("scheduling.proxy")}>
          <Select
            showSearch={{ optionFilterProp: "label" }}
            value={wish.proxy_id || undefined}
            placeholder={t("scheduling.proxy_hint")}
            onChange={(proxy_id) => set({ proxy_id })}
            options={staff.filter(({ value }) => value !== wish.staff_id)}
          />
        </Field>
        <Field name="reason" label={t("form.reason")} needed>
          <Input value={wish.reason} maxLength={200} onChange={({ target: { value } }) => set({ reason: value })} />
        </Field>
        <ProblemAlert problem={command.problem} retry={command.retry} />
      </div>
    </Dialog>
  );
}
