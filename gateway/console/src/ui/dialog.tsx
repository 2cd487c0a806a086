import { Modal, type ModalProps } from "antd";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";

const FIRST = "textarea, input:not([type=radio], [type=checkbox], [type=file], [hidden]), .ant-btn-primary";

function buttons(body: HTMLElement): HTMLElement[] {
  return [...(body.closest(".ant-modal")?.querySelectorAll<HTMLElement>(".ant-modal-footer button") ?? [])];
}

/** Where the keyboard goes first: what is to be written or done here, else a button that does no harm. */
function first(body: HTMLElement): HTMLElement | null {
  const [back, act] = buttons(body);
  const harmless = act?.classList.contains("ant-btn-dangerous") ? back : act;
  return body.querySelector<HTMLElement>("[data-begin]") ?? body.querySelector<HTMLElement>(FIRST) ?? harmless ?? null;
}

/** Whether Enter in this field means "do it": in a line, on a box that Space ticks, and with Ctrl in several lines. */
function means(event: KeyboardEvent<HTMLElement>): boolean {
  if (event.key !== "Enter" || event.nativeEvent.isComposing || event.defaultPrevented) return false;
  const field = event.target;
  if (field instanceof HTMLTextAreaElement) return !field.form && (event.ctrlKey || event.metaKey);
  if (!(field instanceof HTMLInputElement) || field.form) return false;
  return !["radio", "file"].includes(field.type) && !field.closest(".ant-select, .ant-picker");
}

/** Whether Ctrl+Enter in this field means "do it" although Enter alone opens its list. */
function meansAtOnce(event: KeyboardEvent<HTMLElement>): boolean {
  const { target, nativeEvent, key, ctrlKey, metaKey } = event;
  if (key !== "Enter" || nativeEvent.isComposing || !(ctrlKey || metaKey)) return false;
  return target instanceof HTMLInputElement && target.closest(".ant-select") !== null;
}

/**
 * A dialog that is there at once: mount it open, it waits for no animation (some people switch those off).
 *
 * It takes the keyboard to the field marked `data-begin`, else to its first field, and gives it back to where it was
 * when it goes. Enter in a line does what its last button does, and Ctrl+Enter in a list of choices too.
 */
export function Dialog(props: Omit<ModalProps, "open" | "transitionName" | "maskTransitionName">) {
  const { children, ...more } = props;
  const body = useRef<HTMLDivElement>(null);
  const [before] = useState(() => document.activeElement);
  const begin = () => {
    const field = body.current && first(body.current);
    field?.focus();
    // A number that stands there is a suggestion: what is typed takes its place.
    if (field instanceof HTMLInputElement && field.inputMode === "numeric") field.select();
  };
  useEffect(() => {
    begin();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [before]);
  // Over another dialog this one joins the document late: until then nothing in it could take the keyboard.
  const afterOpenChange = () => {
    if (!body.current?.closest(".ant-modal-container")?.contains(document.activeElement)) begin();
  };
  return (
    <Modal open transitionName="" maskTransitionName="" {...more} afterOpenChange={afterOpenChange}>
      <div
        ref={body}
        onKeyDownCapture={(event) => {
          if (!meansAtOnce(event)) return;
          event.preventDefault();
          event.stopPropagation();
          buttons(event.currentTarget).at(-1)?.click();
        }}
        onKeyDown={(event) => {
          if (means(event)) buttons(event.currentTarget).at(-1)?.click();
        }}
      >
        {children}
      </div>
    </Modal>
  );
}
