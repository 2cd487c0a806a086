import { Input, Modal } from "antd";
import type { ReactNode } from "react";
import type { Command } from "@/api/command";
import { useT } from "@/i18n";
import { ProblemAlert } from "@/ui";

/** A labelled line of text. */
export function Line(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  focus?: boolean;
  most?: number;
}) {
  const { label, value, onChange, focus = false, most = 200 } = props;
  return (
    <label className="field">
      <span>{label}</span>
      <Input autoFocus={focus} maxLength={most} value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}

/** A small form in a dialog; Enter sends it, a refusal keeps what was typed. */
export function FormDialog<Body>(props: {
  title: string;
  command: Command<Body>;
  body: Body;
  ready: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const { title, command, body, ready, onClose, children } = props;
  const t = useT();
  const send = () => ready && void command.submit(body);
  return (
    <Modal
      open
      title={title}
      okText={title}
      cancelText={t("form.back")}
      okButtonProps={{ disabled: !ready }}
      confirmLoading={command.pending}
      onOk={send}
      onCancel={onClose}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        {children}
        <ProblemAlert problem={command.problem} retry={command.retry} />
        <button type="submit" hidden />
      </form>
    </Modal>
  );
}
