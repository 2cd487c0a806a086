import { Button, Input, Select } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { useT } from "@/i18n";
import { useShortcut } from "@/shell/shortcuts";
import { Dialog, Field, ProblemAlert, useColleagues, useDone } from "@/ui";

type EscalationIn = components["schemas"]["customer_service_EscalationIn"];

/** What one cannot solve goes to the store manager, with who is presumed to be responsible (REC-15). */
export function ContactEscalation({ contactId }: { contactId: string }) {
  const t = useT();
  const colleagues = useColleagues();
  const done = useDone();
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState("");
  const [responsible, setResponsible] = useState<string | null>(null);
  const command = useCommand<EscalationIn>({
    run: (body, sent) =>
      answer(
        api.POST("/v1/contacts/{contact_id}/escalation", {
          params: { path: { contact_id: contactId } },
          body,
          headers: sent.headers,
        }),
      ),
    invalidates: [["contacts"], ["today"]],
    onDone: () => {
      setOpen(false);
      setProblem("");
      setResponsible(null);
      done(t("customer-service.escalation.sent"));
    },
  });
  useShortcut("e", t("customer-service.escalation.title"), () => setOpen(true));
  return (
    <div>
      <Button onClick={() => setOpen(true)}>
        {t("customer-service.escalation.title")} <kbd aria-hidden>E</kbd>
      </Button>
      {open && (
        <Dialog
          title={t("customer-service.escalation.title")}
          okText={t("customer-service.escalation.send")}
          cancelText={t("form.back")}
          okButtonProps={{ disabled: !problem.trim() }}
          confirmLoading={command.pending}
          onOk={() => void command.submit({ problem: problem.trim(), responsible_staff_id: responsible })}
          onCancel={() => {
            setOpen(false);
            command.dismiss();
          }}
        >
          <div className="stack">
            <Field name="problem" needed label={t("customer-service.escalation.problem")}>
              <Input.TextArea
                rows={3}
                maxLength={1000}
                value={problem}
                onChange={(event) => setProblem(event.target.value)}
              />
            </Field>
            <Field name="responsible_staff_id" label={t("customer-service.escalation.responsible")}>
              <Select
                allowClear
                showSearch={{ optionFilterProp: "label" }}
                value={responsible}
                onChange={(id: string | undefined) => setResponsible(id ?? null)}
                options={colleagues.map(({ id, display_name }) => ({ value: id, label: display_name }))}
              />
            </Field>
            <ProblemAlert problem={command.problem} retry={command.retry} />
          </div>
        </Dialog>
      )}
    </div>
  );
}
