import { Input } from "antd";
import type { ReactNode } from "react";
import type { Command } from "@/api/command";
import type { FieldName } from "@/api/field-name";
import { useT } from "@/i18n";
import { Dialog, Field, ProblemAlert, useDone } from "@/ui";

/** A labelled line of text. */
export function Line(props: {
  name: FieldName;
  label: string;
  value: string;
  onChange: (value: string) => void;
  needed?: boolean;
  focus?: boolean;
  most?: number;
  format?: string;
}) {
  const { name, label, value, onChange, needed, focus = false, most = 200, format } = props;
  return (
    <Field name={name} label={label} needed={needed} format={format}>
      <Input autoFocus={focus} maxLength={most} value={value} onChange={(event) => onChange(event.target.value)} />
    </Field>
  );
}

/** A small form in a dialog; Enter sends it, a refusal keeps what was typed. */
export function FormDialog<Body>(props: {
  title: string;
  /** What the button says; the title when left out. */
  ok?: string;
  command: Command<Body>;
  body: Body;
  ready: boolean;
  /** What was done is said by the form itself. */
  ownWords?: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const { title, ok = title, command, body, ready, ownWords = false, onClose, children } = props;
  const t = useT();
  const done = useDone();
  const send = async () => {
    if (ready && (await command.submit(body)) && !ownWords) done(t("form.done", { what: ok }));
  };
  return (
    <Dialog
      title={title}
      okText={ok}
      cancelText={t("form.back")}
      okButtonProps={{ disabled: !ready }}
      confirmLoading={command.pending}
      onOk={() => void send()}
      onCancel={() => {
        command.dismiss();
        onClose();
      }}
    >
      <div className="stack">
        {children}
        <ProblemAlert problem={command.problem} retry={command.retry} />
      </div>
    </Dialog>
  );
}
