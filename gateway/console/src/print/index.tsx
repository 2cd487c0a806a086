import { useIsFetching } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useEffect, useRef, useState, type ComponentType } from "react";
import { useParams } from "react-router";
import { asProblem } from "@/api";
import { registerTexts, useT, word } from "@/i18n";
import { useSession } from "@/session/session";
import { NotFound } from "@/shell/not-found";
import { useShortcut } from "@/shell/shortcuts";
import { Empty, ProblemAlert } from "@/ui";
import { BookingForm } from "./booking-form";
import { HandOverSlip } from "./hand-over-slip";
import en from "./i18n/en.json";
import zh from "./i18n/zh.json";
import { JobSheet } from "./job-sheet";
import { isPaper, type PaperKind } from "./open";
import { ProductionSheet } from "./production-sheet";
import { useParts, type Parts } from "./read";
import "./print.css";

registerTexts("print", { zh, en });

const SHEETS: Record<PaperKind, ComponentType<{ parts: Parts; branchName: string }>> = {
  "job-sheet": JobSheet,
  "booking-form": BookingForm,
  "production-sheet": ProductionSheet,
  "hand-over-slip": HandOverSlip,
};
/** Whose part the paper cannot do without. */
const NEEDS = {
  "booking-form": "reception",
  "production-sheet": "post_production",
  "hand-over-slip": "pickup",
} as const;

/** True once nothing is asked for any more: names come after the order. */
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

/** A paper of an order in a tab of its own; it prints itself when everything stands on it. */
export default function Print() {
  const { paper, id = "" } = useParams();
  if (!isPaper(paper)) return <NotFound />;
  return <Sheet key={`${paper} ${id}`} kind={paper} id={id} />;
}

function Sheet({ kind, id }: { kind: PaperKind; id: string }) {
  const t = useT();
  const { branches, branch } = useSession();
  const { data, error, refetch } = useParts(id);
  const settled = useSettled();
  const printed = useRef(false);
  const number = data?.sheet.number ?? data?.reception?.order.number ?? "";
  const need = kind === "job-sheet" ? null : NEEDS[kind];
  const lacks = data !== undefined && need !== null && data[need] === null;
  const whole = data !== undefined && !lacks && data.silent.length === 0;
  useEffect(() => {
    // The browser takes the file's name from the title.
    document.title = `${t(`paper.${kind}`)} ${number}`;
  }, [t, kind, number]);
  useEffect(() => {
    if (!whole || !settled || printed.current) return;
    printed.current = true;
    void document.fonts.ready.then(() => window.print());
  }, [whole, settled]);
  useShortcut("p", t("form.print"), () => window.print());
  const Body = SHEETS[kind];
  const code = number.split("-")[0];
  const house = branches.find((one) => one.id === code) ?? branch;
  return (
    <main className="print-page" id="page" tabIndex={-1}>
      <div className="print-bar no-print">
        <Button type="primary" disabled={!data || lacks} onClick={() => window.print()}>
          {t("form.print")} <kbd aria-hidden>P</kbd>
        </Button>
        <Button onClick={() => window.close()}>{t("print.close")}</Button>
      </div>
      {error && (
        <div className="no-print">
          <ProblemAlert problem={asProblem(error)} retry={() => refetch()} />
        </div>
      )}
      {!data && !error && <Skeleton active />}
      {data && data.silent.length > 0 && (
        <p className="banner banner-lost">
          {data.silent
            .map((one) => t("print.missing", { department: word("department", one.toUpperCase()) }))
            .join(" ")}
        </p>
      )}
      {lacks && <Empty text={t("print.nothing", { paper: t(`paper.${kind}`) })} hint={t("print.nothing_hint")} />}
      {data && !lacks && <Body parts={data} branchName={house.name} />}
    </main>
  );
}
