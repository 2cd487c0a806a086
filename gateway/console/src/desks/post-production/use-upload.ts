import { useCallback, useEffect, useRef, useState } from "react";
import { asProblem, call, type components, type Problem } from "@/api";
import { listFiles, type FileState, type Sending } from "./upload-list";

type Uploaded = components["schemas"]["post_production_UploadOut"];

const AT_ONCE = 3;

/** An import under way. */
export interface Upload {
  list: readonly Sending[];
  running: boolean;
  problem: Problem | null;
  /** Adds files and begins; `known` are the order's files already (name and size). */
  add: (photoSetId: string, files: readonly File[], known: ReadonlySet<string>) => void;
  /** Sends everything again that did not arrive. */
  retry: () => void;
}

/** Sends files three at a time; each keeps its own state, a refused one never holds up the rest. */
export function useUpload(onSettled: () => void): Upload {
  const list = useRef<Sending[]>([]);
  const target = useRef("");
  const workers = useRef(0);
  const settled = useRef(onSettled);
  settled.current = onSettled;
  const [, draw] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);

  const mark = useCallback((id: number, state: FileState, reason = "") => {
    list.current = list.current.map((one) => (one.id === id ? { ...one, state, reason } : one));
    draw((n) => n + 1);
  }, []);
  const send = useCallback(
    async ({ id, file }: Sending) => {
      const body = new FormData();
      body.append("files", file, file.name);
      try {
        const told = await call<Uploaded>("POST", `/v1/photo-sets/${target.current}/photos`, { body });
        const [verdict] = told.files;
        mark(id, verdict?.state ?? "FAILED", verdict?.reason ?? "");
      } catch (error) {
        mark(id, "FAILED");
        setProblem(asProblem(error));
      }
    },
    [mark],
  );
  const work = useCallback(async () => {
    workers.current += 1;
    for (;;) {
      const next = list.current.find(({ state }) => state === "WAITING");
      if (!next) break;
      mark(next.id, "SENDING");
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

  return {
    list: list.current,
    running,
    problem,
    add: useCallback(
      (photoSetId, files, known) => {
        if (target.current !== photoSetId) list.current = [];
        target.current = photoSetId;
        list.current = [...list.current, ...listFiles(files, known, list.current.length)];
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
