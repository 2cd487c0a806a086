import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { dayAndTime, isoDay } from "@/format";
import { useT } from "@/i18n";
import { useBranch } from "@/session/session";
import { ClockInput, DayInput, Field, ProblemAlert } from "@/ui";
import { awayWords } from "./away";
import { Dialog } from "./dialog";
import { minutesOfClock, momentAt } from "./moments";
import { conflictWords } from "./place-dialog";

type Resource = components["schemas"]["scheduling_ResourceOut"];
const STALE = [["scheduling"]] as const;

interface Away {
  starts_at: string;
  ends_at: string;
  reason: string;
}

/** The resource is away for a while: repair, cleaning, training; and when it is so already. */
export function AbsenceDialog({ resource, onClose }: { resource: Resource; onClose: () => void }) {
  const t = useT();
  const { time_zone: zone } = useBranch();
  const [day, setDay] = useState(isoDay());
  const [from, setFrom] = useState("09:00");
  const [to, setTo] = useState("20:00");
  const [reason, setReason] = useState("");
  const command = useCommand<Away>({
    run: (body) => {
      const path = { resource_id: resource.id };
      return answer(api.POST("/v1/resources/{resource_id}/absences", { params: { path }, body }));
    },
    onDone: onClose,
    invalidates: STALE,
  });
  const [first, last] = [minutesOfClock(from), minutesOfClock(to)];
  const backwards = first !== null && last !== null && first >= last;
  const ready = day !== "" && first !== null && last !== null && !backwards && reason.trim() !== "";
  const submit = () => {
    if (!ready) return;
    const [starts_at, ends_at] = [momentAt(day, first, zone), momentAt(day, last, zone)];
    void command.submit({ starts_at, ends_at, reason: reason.trim() });
  };
  return (
    <Dialog
      title={`${t("scheduling.absent")} · ${resource.name}`}
      okText={t("scheduling.absent")}
      cancelText={t("form.back")}
      okButtonProps={{ disabled: !ready }}
      confirmLoading={command.pending}
      onOk={submit}
      onCancel={onClose}
    >
      <div className="stack">
        <div className="sched-fields">
          <Field label={t("scheduling.day")} needed>
            <DayInput value={day} onChange={setDay} />
          </Field>
          <Field name="starts_at" needed label={t("scheduling.start")}>
            <ClockInput value={from} onChange={setFrom} />
          </Field>
          <Field name="ends_at" needed label={t("scheduling.end")} wrong={backwards && t("form.ends_first")}>
            <ClockInput value={to} onChange={setTo} />
          </Field>
        </div>
        <Field name="reason" label={t("form.reason")} needed>
          <Input autoFocus maxLength={200} value={reason} onChange={({ target: { value } }) => setReason(value)} />
        </Field>
        <ProblemAlert problem={command.problem} retry={command.retry} />
        {conflictWords(command.problem) && <p>{conflictWords(command.problem)}</p>}
      </div>
      <Absences resource={resource} />
    </Dialog>
  );
}

/** When it is away from now on; what was noted by mistake, or ended early, is taken back here. */
function Absences({ resource }: { resource: Resource }) {
  const t = useT();
  const queryKey = ["scheduling", "absences", resource.id];
  const path = { resource_id: resource.id };
  const { data } = useQuery({
    queryKey,
    queryFn: () => answer(api.GET("/v1/resources/{resource_id}/absences", { params: { path, query: { limit: 50 } } })),
  });
  const back = useCommand<string, unknown>({
    run: (absence_id) =>
      answer(
        api.DELETE("/v1/resources/{resource_id}/absences/{absence_id}", { params: { path: { ...path, absence_id } } }),
      ),
    invalidates: [queryKey, ...STALE],
  });
  const ahead = data?.items ?? [];
  if (ahead.length === 0) return null;
  return (
    <section className="stack" aria-label={t("scheduling.absences")}>
      <h3>{t("scheduling.absences")}</h3>
      <ul className="plain-list">
        {ahead.map((one) => (
          <li key={one.id} className="line">
            <span className="line-main">
              {dayAndTime(one.starts_at)} – {dayAndTime(one.ends_at)}{" "}
              <span className="quiet">{awayWords(one.reason)}</span>
            </span>
            {!one.leave_id && (
              <Button size="small" loading={back.pending} onClick={() => void back.submit(one.id)}>
                {t("scheduling.back_again")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ProblemAlert problem={back.problem} retry={back.retry} />
    </section>
  );
}
