import { useIsFetching } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { asProblem } from "@/api";
import { useT } from "@/i18n";
import { useShortcut } from "@/shell/shortcuts";
import { ProblemAlert } from "@/ui";

/** True once nothing is asked for any more: names come after what they stand on. */
function useSettled(): boolean {
  const asking = useIsFetching();
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    if (asking > 0) return;
    const timer = setTimeout(() => setSettled(true), 120);
    return () => clearTimeout(timer);
  }, [asking]);
  return settled;
}

/** What is asked for what stands on a paper. */
interface Asked {
  data: unknown;
  error: unknown;
  refetch: () => unknown;
}

/** A tab with papers, which prints itself once as soon as everything stands on them. */
export function PrintPage(props: {
  /** The browser takes the file's name from it. */
  title: string;
  asked: Asked;
  /** Nothing is missing: it may print itself. */
  whole: boolean;
  /** There is something to print. */
  printable: boolean;
  /** What else stands in the bar above. */
  bar?: ReactNode;
  children: ReactNode;
}) {
  const { title, asked, whole, printable, bar, children } = props;
  const t = useT();
  const settled = useSettled();
  const printed = useRef(false);
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => {
    if (!whole || !settled || printed.current) return;
    printed.current = true;
    void document.fonts.ready.then(() => window.print());
  }, [whole, settled]);
  useShortcut("p", t("form.print"), () => window.print(), { off: !printable });
  return (
    <main className="print-page" id="page" tabIndex={-1}>
      <div className="print-bar no-print">
        <Button type="primary" disabled={!printable} onClick={() => window.print()}>
          {t("form.print")} <kbd aria-hidden>P</kbd>
        </Button>
        {bar}
        <Button onClick={() => window.close()}>{t("print.close")}</Button>
      </div>
      {asked.error !== null && (
        <div className="no-print">
          <ProblemAlert problem={asProblem(asked.error)} retry={() => asked.refetch()} />
        </div>
      )}
      {asked.data === undefined && asked.error === null && <Skeleton active />}
      {children}
    </main>
  );
}
