import {
  Children,
  createContext,
  isValidElement,
  use,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type FocusEvent,
  type ReactNode,
  type RefObject,
} from "react";
import type { FieldName } from "@/api/field-name";
import { useT } from "@/i18n";
import { controlOf, showsPlace } from "./places";

const Complain = createContext<((words: string | null) => void) | null>(null);

/**
 * For an input that knows by itself that what is typed is no amount, no time, …: the field around it says so.
 *
 * Answers whether there is a field; without one the input must show it itself.
 */
export function useComplaint(words: string | null): boolean {
  const complain = use(Complain);
  useLayoutEffect(() => {
    complain?.(words);
    return () => complain?.(null);
  }, [complain, words]);
  return complain !== null;
}

/** The value of the field's input as it is shown, undefined where none can be seen from here. */
function valueIn(children: ReactNode): { value: unknown } | null {
  const input = Children.toArray(children).find(isValidElement<Record<string, unknown>>);
  if (!input) return null;
  if (typeof input.type === "string") return valueIn(input.props["children"] as ReactNode);
  const name = ["value", "checked"].find((one) => one in input.props);
  return name ? { value: input.props[name] } : null;
}

function isEmpty(value: unknown): boolean {
  if (typeof value === "string") return value.trim() === "";
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

/** Marks the input for whoever does not see the words under it, whichever component draws it. */
function useMarks(field: RefObject<HTMLElement | null>, words: string | null, id: string, needed: boolean): void {
  useLayoutEffect(() => {
    const control = field.current && controlOf(field.current);
    if (!control) return;
    if (needed) control.setAttribute("aria-required", "true");
    if (!words) return;
    const before = control.getAttribute("aria-describedby");
    control.setAttribute("aria-invalid", "true");
    control.setAttribute("aria-describedby", before ? `${before} ${id}` : id);
    return () => {
      control.removeAttribute("aria-invalid");
      if (before) control.setAttribute("aria-describedby", before);
      else control.removeAttribute("aria-describedby");
    };
  }, [field, words, id, needed]);
}

interface Asked {
  /** The API's name of what is asked, "*" for whatever it may be called; without one the API complains elsewhere. */
  name?: FieldName | "*";
  /** Whether it must be filled in. */
  needed?: boolean;
  /** What the form around it finds wrong, said at once. */
  wrong?: string | null | false;
  /** How it is written, where only some ways will do: said when the API finds another. */
  format?: string;
  /** What makes up the asked value together with the input, as the hour with a day. */
  with?: unknown;
  children: ReactNode;
}

/** What is to be said of the field by now, and how it is told. */
function useWords(field: RefObject<HTMLElement | null>, { name, needed, wrong, format, with: other, children }: Asked) {
  const t = useT();
  const [left, setLeft] = useState(false);
  const [told, setTold] = useState<{ words: string; of: string } | null>(null);
  const [complaint, setComplaint] = useState<string | null>(null);
  const input = valueIn(children);
  const written = JSON.stringify([input?.value, other]);
  const found = complaint ?? (needed && input && isEmpty(input.value) ? t("form.needed") : null);
  useLayoutEffect(() => {
    if (!field.current) return;
    const admit = () => {
      setLeft(true);
      return Boolean(wrong || found);
    };
    showsPlace(field.current, {
      name: name ?? "",
      tell: (words) => setTold(words === null ? null : { words, of: written }),
      admit,
      broken: () => complaint !== null,
      format,
    });
  });
  const words = (told?.of === written ? told.words : null) ?? (wrong || (left ? found : null));
  return { words, leave: () => setLeft(true), complain: setComplaint };
}

/**
 * A label, what is asked, and under it what is wrong with it: told by the API, or found here.
 *
 * What the API said stands until something else is typed. What is found here (nothing filled in, no amount) is said
 * when one goes on to the next field, or when one wants to send the form.
 */
export function Field(
  props: Asked & {
    label: ReactNode;
    /** Several things to press instead of one input: no label of HTML. */
    group?: boolean;
    className?: string;
    role?: string;
    "aria-label"?: string;
  },
) {
  const { name = "", label, group = false, needed = false, className = "", children, role } = props;
  const id = useId();
  const field = useRef<HTMLDivElement>(null);
  const { words, leave, complain } = useWords(field, props);
  useMarks(field, words, id, needed);
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    const next = event.relatedTarget?.closest("[data-field]");
    // Not on the way to a button: it must not slip away from under the pointer.
    if (next && next !== field.current) leave();
  };
  const Body = group ? "div" : "label";
  return (
    <div ref={field} className={`field ${words ? "is-wrong" : ""} ${className}`} data-field={name} onBlur={onBlur}>
      <Body className="field-body" role={role} aria-label={props["aria-label"]}>
        <span>{label}</span>
        <Complain value={complain}>{children}</Complain>
      </Body>
      {words && (
        <p id={id} role="alert" className="field-wrong">
          {words}
        </p>
      )}
    </div>
  );
}
