import { Button } from "antd";
import { CheckOutlined } from "@ant-design/icons";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useT } from "@/i18n";
import { useShortcut } from "@/shell/shortcuts";

/** A step: done when `ready` says so; `onNext` may save and refuse by answering false. */
export interface WizardStep {
  id: string;
  title: string;
  ready: boolean;
  content: ReactNode;
  onNext?: () => Promise<boolean>;
}

/** Steps in a fixed order, none left out; ctrl+enter goes on. */
export function Wizard(props: {
  steps: readonly WizardStep[];
  finish: string;
  onFinish: () => Promise<unknown>;
  pending?: boolean;
  /** The step the server stands at, for wizards whose steps it records. */
  at?: number;
}) {
  const { steps, finish, onFinish, pending = false, at: given } = props;
  const t = useT();
  const [own, setOwn] = useState(0);
  const [busy, setBusy] = useState(false);
  const at = Math.min(given ?? own, steps.length - 1);
  const step = steps[at];
  const last = at === steps.length - 1;
  const forward = async () => {
    if (!step?.ready || busy || pending) return;
    setBusy(true);
    try {
      if (step.onNext && !(await step.onNext())) return;
      if (last) await onFinish();
      else setOwn(at + 1);
    } finally {
      setBusy(false);
    }
  };
  const onward = useRef<HTMLButtonElement>(null);
  // Whatever opened the wizard is gone with the focus on it: Enter goes on, unless the first step has a field.
  useEffect(() => {
    if (document.activeElement === document.body) onward.current?.focus();
  }, []);
  useShortcut("ctrl+enter", last ? finish : t("wizard.next"), () => void forward(), { typing: true });
  return (
    <section className="wizard">
      <ol className="wizard-steps" aria-label={t("wizard.steps")}>
        {steps.map((one, index) => (
          <li
            key={one.id}
            className={index < at ? "is-done" : index === at ? "is-now" : ""}
            aria-current={index === at ? "step" : undefined}
          >
            <span className="wizard-mark">{index < at ? <CheckOutlined aria-hidden /> : index + 1}</span>
            {one.title}
          </li>
        ))}
      </ol>
      <div className="wizard-body">{step?.content}</div>
      <div className="row-actions">
        {given === undefined && at > 0 && <Button onClick={() => setOwn(at - 1)}>{t("wizard.back")}</Button>}
        <span className="grow" />
        <Button
          ref={onward}
          type="primary"
          size="large"
          disabled={!step?.ready}
          loading={busy || pending}
          onClick={forward}
        >
          {last ? finish : t("wizard.next")}
        </Button>
      </div>
    </section>
  );
}
