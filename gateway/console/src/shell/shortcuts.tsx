import {
  createContext,
  lazy,
  Suspense,
  use,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from "react";

const ShortcutList = lazy(() => import("./shortcut-list"));

/** A key (`"/"`, `"n"`, `"ctrl+enter"`, or two in a row: `"g t"`) and what it does. */
export interface Shortcut {
  keys: string;
  label: string;
  run: () => void;
  /** Also while typing in a field (only sensible with ctrl). */
  typing?: boolean;
  off?: boolean;
}

interface Registry {
  add: (shortcut: { current: Shortcut }) => () => void;
}

const ShortcutContext = createContext<Registry>({ add: () => () => undefined });

function inField(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  return Boolean(element?.closest?.("input, textarea, select, [contenteditable=true], [role=combobox]"));
}

/** How a key press is written in `Shortcut.keys`. */
export function pressed(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">): string {
  const mark = event.ctrlKey || event.metaKey ? "ctrl+" : event.altKey ? "alt+" : "";
  return mark + event.key.toLowerCase();
}

/** Hears the keys for everybody below and shows all of them on `?`. */
export function ShortcutProvider({ children }: { children: ReactNode }) {
  const all = useRef(new Set<{ current: Shortcut }>());
  const [shown, setShown] = useState<Shortcut[] | null>(null);
  const registry = useMemo<Registry>(
    () => ({
      add: (shortcut) => {
        all.current.add(shortcut);
        return () => void all.current.delete(shortcut);
      },
    }),
    [],
  );
  useEffect(() => {
    let before = "";
    let forget: ReturnType<typeof setTimeout> | undefined;
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const key = pressed(event);
      const typing = inField(event.target);
      const behindDialog = document.querySelector(".ant-modal-wrap:not([style*='display: none'])") !== null;
      if (key === "?" && !typing) {
        setShown([...all.current].map((one) => one.current).filter((one) => !one.off));
        return;
      }
      // The last added wins, so that a dialog or a page may take over a key of the shell; two in a row win over one.
      const heard = [...all.current].reverse().filter(({ current: one }) => {
        return !(one.off || (typing && !one.typing) || (behindDialog && !one.typing));
      });
      const called = (keys: string) => heard.find(({ current: one }) => one.keys === keys);
      const found = (before && called(`${before} ${key}`)) || called(key);
      clearTimeout(forget);
      before = typing ? "" : key;
      forget = setTimeout(() => (before = ""), 900);
      if (!found) return;
      before = "";
      event.preventDefault();
      found.current.run();
    };
    window.addEventListener("keydown", hear);
    return () => {
      clearTimeout(forget);
      window.removeEventListener("keydown", hear);
    };
  }, []);
  return (
    <ShortcutContext value={registry}>
      {children}
      <Suspense>{shown && <ShortcutList shortcuts={shown} onClose={() => setShown(null)} />}</Suspense>
    </ShortcutContext>
  );
}

/** Offers a shortcut while the component is shown; it is listed under `?`. */
export function useShortcut(keys: string, label: string, run: () => void, more: Partial<Shortcut> = {}): void {
  const { add } = use(ShortcutContext);
  const latest = useRef<Shortcut>({ keys, label, run, ...more });
  latest.current = { keys, label, run, ...more };
  // Before it is painted: a key that can be seen can be pressed.
  useLayoutEffect(() => add(latest), [add]);
}
