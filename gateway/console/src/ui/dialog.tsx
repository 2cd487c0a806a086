import { Modal, type ModalProps } from "antd";
import { useEffect, useRef, useState } from "react";

const FIRST = "textarea, input:not([type=radio], [type=checkbox], [type=file], [hidden]), .ant-btn-primary";

/** Where the keyboard goes first: what is to be written or done here, else a button that does no harm. */
function first(body: HTMLElement): HTMLElement | null {
  const [back, act] = body.closest(".ant-modal")?.querySelectorAll<HTMLElement>(".ant-modal-footer button") ?? [];
  const harmless = act?.classList.contains("ant-btn-dangerous") ? back : act;
  return body.querySelector<HTMLElement>(FIRST) ?? harmless ?? null;
}

/**
 * A dialog that is there at once: mount it open, it waits for no animation (some people switch those off).
 *
 * It takes the keyboard to its first field and gives it back to where it was when it goes.
 */
export function Dialog(props: Omit<ModalProps, "open" | "transitionName" | "maskTransitionName">) {
  const { children, ...more } = props;
  const body = useRef<HTMLDivElement>(null);
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    if (body.current) first(body.current)?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [before]);
  return (
    <Modal open transitionName="" maskTransitionName="" {...more}>
      <div ref={body}>{children}</div>
    </Modal>
  );
}
