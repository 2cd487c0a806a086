import { Button } from "antd";
import type { ReactNode } from "react";
import type { Command } from "@/api";
import { useT } from "@/i18n";
import { Form, ProblemAlert, useDone } from "@/ui";

/** A form with one button; what was typed stays while saving is refused. */
export function SaveForm<Body>(props: {
  label: string;
  command: Command<Body>;
  body: () => Body | null;
  onBack?: () => void;
  children: ReactNode;
}) {
  const { label, command, body, onBack, children } = props;
  const t = useT();
  const done = useDone();
  const ready = body();
  const save = async () => {
    if (ready !== null && (await command.submit(ready))) done(t("form.saved", { what: label }));
  };
  return (
    <Form className="block manager-form" aria-label={label} onSend={() => void save()}>
      <h2>{label}</h2>
      {children}
      <ProblemAlert problem={command.problem} retry={command.retry} />
      <div className="page-actions">
        <Button type="primary" htmlType="submit" loading={command.pending} disabled={ready === null}>
          {t("manager.form.save")}
        </Button>
        {onBack && <Button onClick={onBack}>{t("form.back")}</Button>}
      </div>
    </Form>
  );
}
