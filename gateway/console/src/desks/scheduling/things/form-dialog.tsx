import type { ReactNode } from "react";
import type { Command } from "@/api/command";
import { useT } from "@/i18n";
import { ProblemAlert, useDone } from "@/ui";
import { Dialog } from "../dialog";

/** A small form about a thing; it stays open with what was typed while it is refused. */
export function FormDialog<Body>(props: {
  title: string;
  ok: string;
  command: Command<Body>;
  /** What is sent; null while something is missing. */
  body: Body | null;
  onClose: () => void;
  children: ReactNode;
}) {
  const { title, ok, command, body, onClose, children } = props;
  const t = useT();
  const done = useDone();
  const send = async () => {
    if (body === null || !(await command.submit(body))) return;
    done(t("form.done", { what: ok }));
    onClose();
  };
  return (
    <Dialog
      title={title}
      okText={ok}
      cancelText={t("form.back")}
      okButtonProps={{ disabled: body === null }}
      confirmLoading={command.pending}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <div className="stack">
        {children}
        <ProblemAlert problem={command.problem} retry={command.retry} />
      </div>
    </Dialog>
  );
}
