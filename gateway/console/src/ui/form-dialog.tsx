import type { ReactNode } from "react";
import type { Command } from "@/api/command";
import { useT } from "@/i18n";
import { Dialog } from "./dialog";
import { useDone } from "./done";
import { ProblemAlert } from "./problem-alert";

/** A small form in a dialog; Enter sends it, a refusal keeps what was typed. The command's `onDone` closes it. */
export function FormDialog<Body>(props: {
  title: string;
  /** What the button says; the title when left out. */
  ok?: string;
  command: Command<Body>;
  /** What is sent; null while something is missing. */
  body: Body | null;
  ready?: boolean;
  /** What was done is said by the form itself. */
  ownWords?: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const { title, ok = title, command, ready = true, ownWords = false, onClose, children } = props;
  const t = useT();
  const done = useDone();
  const body = ready ? props.body : null;
  const send = async () => {
    if (body !== null && (await command.submit(body)) && !ownWords) done(t("form.done", { what: ok }));
  };
  return (
    <Dialog
      title={title}
      okText={ok}
      cancelText={t("form.back")}
      okButtonProps={{ disabled: body === null }}
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
