import { Button, Input } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { isoDay } from "@/format";
import { useT } from "@/i18n";
import { useBranch } from "@/session/session";
import { DayInput, Field, ProblemAlert } from "@/ui";
import { branchMoment } from "./branch-moment";

type Complaint = components["schemas"]["customer_service_ComplaintOut"];

/** Keep what the complainant was told and promised; the first one stops the clock of the first answer (M-11, M-17, M-22). */
export function Told({ complaint }: { complaint: Complaint }) {
  const t = useT();
  const { time_zone } = useBranch();
  const [note, setNote] = useState("");
  const [promised, setPromised] = useState("");
  const command = useCommand<components["schemas"]["customer_service_ProgressIn"]>({
    run: (body, sent) =>
      answer(
        api.POST("/v1/complaints/{complaint_id}/progress", {
          params: { path: { complaint_id: complaint.id } },
          body,
          headers: sent.headers,
        }),
      ),
    invalidates: [["complaints"]],
    onDone: () => {
      setNote("");
      setPromised("");
    },
  });
  const send = () =>
    command.submit({
      note: note.trim(),
      channel: "PHONE",
      resolve_by: promised ? branchMoment(`${promised}T18:00`, time_zone).toISOString() : null,
    });
  return (
    <section className="block stack">
      <Field
        name="note"
        label={t(complaint.answered_at ? "customer-service.complaint.told" : "customer-service.complaint.first_answer")}
        needed
      >
        <Input.TextArea rows={2} maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
      <p className="quiet">{t("customer-service.complaint.customer_reads")}</p>
      <Field name="resolve_by" label={t("customer-service.complaint.promised")}>
        <DayInput optional min={isoDay()} value={promised} onChange={setPromised} />
      </Field>
      <ProblemAlert problem={command.problem} retry={command.retry} />
      <div>
        <Button disabled={!note.trim()} loading={command.pending} onClick={() => void send()}>
          {t("customer-service.complaint.keep")}
        </Button>
      </div>
    </section>
  );
}
