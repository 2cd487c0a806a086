import { useEffect, useRef, type FocusEvent, type RefObject } from "react";

/**
 * Keeps the keyboard's place in a list of lines: when the line in which one worked is gone, the next one's first
 * button has the keyboard, and after the last line the list's own place.
 */
export function useKeptFocus(list: RefObject<HTMLElement | null>) {
  const last = useRef<{ line: Element; at: number } | null>(null);
  useEffect(() => {
    const here = list.current;
    if (!here || !last.current || last.current.line.isConnected) return;
    const { at } = last.current;
    last.current = null;
    if (document.activeElement !== document.body) return;
    const lines = here.querySelectorAll("li");
    const next = lines[Math.min(at, lines.length - 1)]?.querySelector<HTMLElement>("button");
    (next ?? here).focus({ preventScroll: !next });
  });
  return (event: FocusEvent<HTMLElement>) => {
    const { currentTarget, target } = event;
    const line = currentTarget.contains(target) && target.closest("li");
    if (line) last.current = { line, at: [...currentTarget.querySelectorAll("li")].indexOf(line) };
  };
}
