import { CheckCircleOutlined } from "@ant-design/icons";
import { createContext, use, useCallback, useEffect, useState, type ReactNode } from "react";

const Done = createContext<(words: string) => void>(() => undefined);

/** How long it is said that something worked. */
const SHOWN_MS = 8_000;

/** Says, whatever form it was and even when that form is gone by then, that something worked. */
export function DoneNotice({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState<{ words: string } | null>(null);
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <Done value={useCallback((words: string) => setSaid({ words }), [])}>
      <div role="status" className="done-place no-print">
        {said && (
          <p className="done">
            <CheckCircleOutlined aria-hidden /> {said.words}
          </p>
        )}
      </div>
      {children}
    </Done>
  );
}

/** Says that something worked; where nobody shows it (the customer's page) it is not said. */
export function useDone(): (words: string) => void {
  return use(Done);
}
