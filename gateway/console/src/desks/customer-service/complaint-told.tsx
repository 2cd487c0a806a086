import { Button, Input } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { useT } from "@/i18n";
import { Field, ProblemAlert } from "@/ui";

type Complaint = components["schemas"]["customer_service_ComplaintOut"];

/** Keep what the complainant was told; the first one stops the clock of the first answer (M-11, M-22). */
export function Told({ complaint }: { complaint: Complaint }) {
  const t = useT();
  const [note, setNote] = useState("");
  const command = useCommand<string>({
    run: (words, sent) =>
      answer(
        api.POST("/v1/complaints/{complaint_id}/progress", {
          params: { path: { complaint_id: complaint.id } },
          body: { note: words, channel: "PHONE" },
          headers: sent.headers,
        }),
      ),
    invalidates: [["complaints"]],
    onDone: () => setNote(""),
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
      <ProblemAlert problem={command.problem} retry={command.retry} />
      <div>
        <Button disabled={!note.trim()} loading={command.pending} onClick={() => void command.submit(note.trim())}>
          {t("customer-service.complaint.keep")}
        </Button>
      </div>
    </section>
  );
}
