import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { Intent } from "./intent";
import { asProblem, type Problem } from "./problem";

/** What every command may send along: `headers` carries the Idempotency-Key and, when given, If-Match. */
export interface Sent {
  headers: { "Idempotency-Key": string; "If-Match"?: string };
}

export interface CommandOptions<Input, Output> {
  /** Sends the request; spread `sent.headers` into it. */
  run: (input: Input, sent: Sent) => Promise<Output>;
  onDone?: (output: Output, input: Input) => void;
  /** Somebody else was first (412): read the record anew. What was typed stays. */
  onStale?: () => void;
  /** Query keys that are stale after success; the whole cache's active queries when left out. */
  invalidates?: readonly (readonly unknown[])[];
  /** The ETag read with the record, for edits. */
  tag?: string | null;
}

export interface Command<Input> {
  /** Sends once; does nothing while an attempt is under way or on a double click. Never rejects. */
  submit: (input: Input) => Promise<boolean>;
  pending: boolean;
  problem: Problem | null;
  /** Sends the last input again with the same key. */
  retry: (() => Promise<boolean>) | null;
  dismiss: () => void;
}

/** A change at the API with exactly one effect per intention; show `problem` with `ProblemAlert`. */
export function useCommand<Input, Output = unknown>(options: CommandOptions<Input, Output>): Command<Input> {
  const queries = useQueryClient();
  const intent = useRef<Intent>(null);
  const latest = useRef(options);
  latest.current = options;
  const last = useRef<{ input: Input } | null>(null);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const submit = useCallback(
    async (input: Input): Promise<boolean> => {
      intent.current ??= new Intent();
      const { run, onDone, onStale, invalidates, tag } = latest.current;
      const key = intent.current.begin(input);
      if (key === null) return false;
      last.current = { input };
      setPending(true);
      try {
        const output = await run(input, { headers: { "Idempotency-Key": key, ...(tag ? { "If-Match": tag } : {}) } });
        intent.current.succeeded();
        setProblem(null);
        if (invalidates) for (const queryKey of invalidates) void queries.invalidateQueries({ queryKey });
        else void queries.invalidateQueries();
        onDone?.(output, input);
        return true;
      } catch (error) {
        intent.current.failed();
        const trouble = asProblem(error);
        setProblem(trouble);
        if (trouble.status === 412) onStale?.();
        return false;
      } finally {
        setPending(false);
      }
    },
    [queries],
  );
  const retry = useCallback(() => (last.current ? submit(last.current.input) : Promise.resolve(false)), [submit]);
  return {
    submit,
    pending,
    problem,
    retry: problem?.passing ? retry : null,
    dismiss: useCallback(() => setProblem(null), []),
  };
}
