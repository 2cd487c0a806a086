import { useQueryClient, type Query } from "@tanstack/react-query";
import { createContext, use, useEffect, useRef, useState, type ReactNode } from "react";
import { readStream } from "./sse";

/** What the stream tells: that something changed, never what. */
export interface LiveEvent {
  type: string;
  id: string;
  subject: string;
  branch?: string;
  version?: number;
}

export type LiveState = "connecting" | "live" | "lost";
type Listener = (event: LiveEvent) => void;

interface Live {
  state: LiveState;
  listen: (listener: Listener) => () => void;
}

const LiveContext = createContext<Live>({ state: "connecting", listen: () => () => undefined });
const STREAM = "/v1/events/stream";
const GATHER = 120;
const PATIENCE = 1500;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;

/** "studio.order.placed.v1" and "order.placed" are the same fact. */
export function shortType(type: string): string {
  return type.replace(/^studio\./, "").replace(/\.v\d+$/, "");
}

/** Whether a query with this meta wants to hear of the event. */
export function wants(meta: { live?: readonly string[]; subject?: string } | undefined, event: LiveEvent): boolean {
  if (!meta?.live) return false;
  if (meta.subject && meta.subject !== event.subject) return false;
  const type = shortType(event.type);
  return meta.live.some((start) => start === "*" || type === start || type.startsWith(start));
}

/** Keeps one stream of events for the whole console and reads again what an event has made stale. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const listeners = useRef(new Set<Listener>());
  const [state, setState] = useState<LiveState>("connecting");

  useEffect(() => {
    const gathered: LiveEvent[] = [];
    let attempt: AbortController | null = null;
    let gathering: ReturnType<typeof setTimeout> | undefined;
    let losing: ReturnType<typeof setTimeout> | undefined;
    let reopening: ReturnType<typeof setTimeout> | undefined;
    let wasLost = false;
    let pause = FIRST_PAUSE;

    const refresh = (chosen: (query: Query) => boolean) => void queries.invalidateQueries({ predicate: chosen });
    const flush = () => {
      gathering = undefined;
      const events = gathered.splice(0);
      refresh((query) => events.some((event) => wants(query.meta, event)));
    };
    const hear = (data: string) => {
      const event = JSON.parse(data) as LiveEvent;
      gathered.push(event);
      gathering ??= setTimeout(flush, GATHER);
      listeners.current.forEach((listener) => listener(event));
    };
    const lose = () => {
      wasLost = true;
      setState("lost");
    };
    const opened = () => {
      clearTimeout(losing);
      losing = undefined;
      pause = FIRST_PAUSE;
      setState("live");
      // What happened in between was not heard: read everything live again.
      if (wasLost) refresh((query) => Boolean(query.meta?.live));
      wasLost = false;
    };
    const open = async () => {
      clearTimeout(reopening);
      attempt?.abort();
      const mine = new AbortController();
      attempt = mine;
      const status = await readStream(STREAM, mine.signal, { open: opened, data: hear }).catch(() => 0);
      if (mine.signal.aborted) return;
      losing ??= setTimeout(lose, PATIENCE);
      // A session that has ended is asked for by the next ordinary request; the stream only waits longer.
      pause = status === 401 ? LONGEST_PAUSE : Math.min(pause * 2, LONGEST_PAUSE);
      reopening = setTimeout(() => void open(), pause);
    };
    const again = () => void open();
    void open();
    window.addEventListener("offline", lose);
    window.addEventListener("online", again);
    return () => {
      window.removeEventListener("offline", lose);
      window.removeEventListener("online", again);
      [gathering, losing, reopening].forEach(clearTimeout);
      attempt?.abort();
    };
  }, [queries]);

  const listen = useRef((listener: Listener) => {
    listeners.current.add(listener);
    return () => void listeners.current.delete(listener);
  });
  return <LiveContext value={{ state, listen: listen.current }}>{children}</LiveContext>;
}

/** Whether the stream is open. */
export function useLiveState(): LiveState {
  return use(LiveContext).state;
}

/** Calls back on events of these types; queries need only `meta: { live: ["booking."] }` instead. */
export function useLive(types: readonly string[], heard: Listener): void {
  const { listen } = use(LiveContext);
  const latest = useRef(heard);
  latest.current = heard;
  const wanted = types.join(" ");
  useEffect(
    () => listen((event) => wants({ live: wanted.split(" ") }, event) && latest.current(event)),
    [listen, wanted],
  );
}
