import { useCallback, useEffect, useRef, useState } from "react";
import { asProblem, upload, type components, type Problem } from "@/api";
import { listFiles, type Known, type Sending } from "./upload-list";

type Uploaded = components["schemas"]["post_production_UploadOut"];

const AT_ONCE = 3;
/** How long to wait after a broken connection before going on, in milliseconds; the last one is kept. */
const PAUSES = [1_000, 2_000, 5_000, 10_000];
const SHOWN_STEPS = 10;

/** An import under way. */
export interface Upload {
  list: readonly Sending[];
  running: boolean;
  /** The connection is gone; it goes on by itself. */
  waiting: boolean;
  problem: Problem | null;
  /** Adds files and begins; `known` are the order's files already. */
  add: (photoSetId: string, files: readonly File[], known: Known) => void;
  /** Sends everything again that did not arrive. */
  retry: () => void;
}

/** Resolves after a while, or as soon as the browser says that the network is back. */
function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => {
    const over = () => {
      clearTimeout(timer);
      window.removeEventListener("online", over);
      done();
    };
    const timer = setTimeout(over, milliseconds);
    window.addEventListener("online", over);
  });
}

/** Sends files three at a time; a refused one never holds up the rest, a broken connection only for a while. */
export function useUpload(onSettled: () => void): Upload {
  const list = useRef<Sending[]>([]);
  const target = useRef("");
  const known = useRef<Known | null>(null);
  const workers = useRef(0);
  const broken = useRef(0);
  const gone = useRef(false);
  const settled = useRef(onSettled);
  settled.current = onSettled;
  const [, draw] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);

  const mark = useCallback((id: number, change: Partial<Sending>) => {
    list.current = list.current.map((one) => (one.id === id ? { ...one, ...change } : one));
    draw((n) => n + 1);
  }, []);
  const send = useCallback(
    async ({ id, file }: Sending): Promise<void> => {
      if (await known.current?.has(file)) return mark(id, { state: "DUPLICATE" });
      const body = new FormData();
      body.append("files", file, file.name);
      let shown = 0;
      const progress = (share: number) => {
        const step = Math.floor(share * SHOWN_STEPS);
        if (step !== shown) mark(id, { share: (shown = step) / SHOWN_STEPS });
      };
      try {
        const told = await upload<Uploaded>(`/v1/photo-sets/${target.current}/photos`, body, progress);
        const [verdict] = told.files;
        mark(id, { state: verdict?.state ?? "FAILED", reason: verdict?.reason ?? "" });
        broken.current = 0;
        setProblem(null);
      } catch (error) {
        const told = asProblem(error);
        // What arrived although its answer was lost is a duplicate the next time.
        mark(id, { state: told.passing ? "WAITING" : "FAILED", share: 0 });
        setProblem(told);
        if (told.passing && !gone.current) await pause(PAUSES[Math.min(broken.current++, PAUSES.length - 1)] ?? 0);
      }
    },
    [mark],
  );
  const work = useCallback(async () => {
    workers.current += 1;
    while (!gone.current) {
      const next = list.current.find(({ state }) => state === "WAITING");
      if (!next) break;
      mark(next.id, { state: "SENDING" });
      await send(next);
    }
    workers.current -= 1;
    if (workers.current === 0) settled.current();
    draw((n) => n + 1);
  }, [mark, send]);
  const begin = useCallback(() => {
    setProblem(null);
    for (let free = AT_ONCE - workers.current; free > 0; free -= 1) void work();
    draw((n) => n + 1);
  }, [work]);

  const running = list.current.some(({ state }) => state === "WAITING" || state === "SENDING");
  useEffect(() => {
    if (!running) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [running]);
  useEffect(() => {
    gone.current = false;
    return () => void (gone.current = true);
  }, []);

  return {
    list: list.current,
    running,
    waiting: running && problem?.passing === true,
    problem,
    add: useCallback(
      (photoSetId, files, present) => {
        if (target.current !== photoSetId) list.current = [];
        target.current = photoSetId;
        known.current = present;
        list.current = [...list.current, ...listFiles(files, list.current.length)];
        begin();
      },
      [begin],
    ),
    retry: useCallback(() => {
      list.current = list.current.map((one) => (one.state === "FAILED" ? { ...one, state: "WAITING" } : one));
      begin();
    }, [begin]),
  };
}
