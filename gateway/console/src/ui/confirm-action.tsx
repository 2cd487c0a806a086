import { Button, Input, type ButtonProps } from "antd";
import { useState, type ReactNode } from "react";
import type { Command } from "@/api/command";
import { useT } from "@/i18n";
import { Field } from "./field";
import { Dialog } from "./dialog";
import { useDone } from "./done";
import { ProblemAlert } from "./problem-alert";

/** A button that asks before it acts, with a reason where one is needed; stays open while it is refused. */
export function ConfirmAction<What>(props: {
  label: string;
  question: ReactNode;
  command: Command<What>;
  /** The command's input from the reason (empty when none is asked for). */
  input: (reason: string) => What;
  reason?: boolean;
  /** What stands over the reason's field where it is no reason. */
  asks?: string;
  button?: ButtonProps;
  /** It begins to ask: what it asks about is what stands there now. */
  onOpen?: () => void;
}) {
  const { label, question, command, input, reason = false, asks, button, onOpen } = props;
  const t = useT();
  const done = useDone();
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState("");
  const act = async () => {
    if (await command.submit(input(words.trim()))) {
      setOpen(false);
      setWords("");
      done(t("form.done", { what: label }));
    }
  };
  return (
    <>
      <Button
        {...button}
        onClick={() => {
          onOpen?.();
          setOpen(true);
        }}
      >
        {label}
      </Button>
      {open && (
        <Dialog
          title={label}
          okText={label}
          cancelText={t("form.back")}
          confirmLoading={command.pending}
          okButtonProps={{ disabled: reason && words.trim() === "", danger: button?.danger, autoFocus: !reason }}
          onOk={act}
          onCancel={() => {
            setOpen(false);
            command.dismiss();
          }}
        >
          <div className="stack">
            <div>{question}</div>
            {reason && (
              <Field name="*" label={asks ?? t("form.reason")} needed>
                <Input.TextArea
                  autoFocus
                  value={words}
                  onChange={(event) => setWords(event.target.value)}
                  onPressEnter={(event) => {
                    if (event.shiftKey) return;
                    event.preventDefault();
                    if (words.trim()) void act();
                  }}
                  rows={3}
                  maxLength={500}
                />
              </Field>
            )}
            <ProblemAlert problem={command.problem} retry={command.retry} />
          </div>
        </Dialog>
      )}
    </>
  );
}
