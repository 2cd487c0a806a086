import { Button } from "antd";
import { useState } from "react";
import { call, useCommand, type components } from "@/api";
import { useT, word } from "@/i18n";
import { useSession } from "@/session/session";
import { useShortcut } from "@/shell/shortcuts";
import { ProblemAlert } from "@/ui";
import { FORMS, type Fields } from "./complaint-forms";
import { mayTake, NEXT, type Step } from "./steps";

type Detail = components["schemas"]["customer_service_ComplaintDetail"];

const PATH: Readonly<Record<Step, string>> = {
  judge: "judgement",
  investigation: "investigation",
  proposals: "proposals",
  decision: "decision",
  execution: "execution",
  revisit: "revisit",
  summary: "summary",
};

/** The form of the step that the complaint waits for. */
export function StepForm({ complaint }: { complaint: Detail }) {
  const t = useT();
  const { me, may } = useSession();
  const step = NEXT[complaint.state];
  const [body, setBody] = useState<Fields | null>(null);
  const command = useCommand<Fields>({
    run: (fields, sent) =>
      call("POST", `/v1/complaints/${complaint.id}/${PATH[step ?? "summary"]}`, {
        body: fields,
        headers: sent.headers,
      }),
    invalidates: [["complaints"], ["contacts"]],
  });
  const send = () => {
    if (body) void command.submit(body);
  };
  useShortcut("ctrl+enter", word("customer-service.step", step), send, { typing: true, off: !body });
  if (!step) return null;
  const allowed = mayTake(step, complaint, may, me.staff);
  const Form = FORMS[step];
  return (
    <section className="block stack complaint-form" aria-label={word("customer-service.step", step)}>
      <h2>{word("customer-service.step", step)}</h2>
      {!allowed && <p className="quiet">{t("customer-service.complaint.not_yours")}</p>}
      {allowed && (
        <>
          <Form complaint={complaint} onBody={setBody} />
          <ProblemAlert problem={command.problem} retry={command.retry} />
          <div>
            <Button type="primary" size="large" disabled={!body} loading={command.pending} onClick={send}>
              {word("customer-service.step", step)}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
