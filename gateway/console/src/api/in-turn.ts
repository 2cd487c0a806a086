import { useRef, useState } from "react";
import { useCommand, type CommandOptions } from "./command";
import { asProblem, type Problem } from "./problem";

export interface InTurn<Input> {
  /** Takes it in at once; it is sent when those before it are answered. */
  add: (input: Input) => void;
  /** What is not answered yet, in its order. */
  waiting: readonly Input[];
  problem: Problem | null;
  /** Goes on where a broken line stopped it. */
  retry: (() => void) | null;
}

/** Commands one after the other, for a scanner that is faster than the line: none is dropped or mixed up. */
export function useInTurn<Input, Output>(
  options: CommandOptions<Input, Output> & { onRefused?: (problem: Problem, input: Input) => void },
): InTurn<Input> {
  const queue = useRef<readonly Input[]>([]);
  const running = useRef(false);
  const refused = useRef<Problem | null>(null);
  const latest = useRef(options);
  latest.current = options;
  const [waiting, setWaiting] = useState<readonly Input[]>([]);
  const command = useCommand<Input, Output>({
    ...options,
    run: async (input, sent) => {
      try {
        return await options.run(input, sent);
      } catch (error) {
        refused.current = asProblem(error);
        throw error;
      }
    },
  });
  const keep = (left: readonly Input[]) => {
    queue.current = left;
    setWaiting(left);
  };
  const go = async () => {
    if (running.current) return;
    running.current = true;
    while (queue.current.length > 0) {
      const next = queue.current[0] as Input;
      refused.current = null;
      await command.submit(next);
      const problem = refused.current as Problem | null;
      if (problem?.passing) break;
      keep(queue.current.slice(1));
      if (problem) latest.current.onRefused?.(problem, next);
    }
    running.current = false;
  };
  return {
    add: (input) => {
      keep([...queue.current, input]);
      void go();
    },
    waiting,
    problem: command.problem,
    retry: command.retry && (() => void go()),
  };
}
