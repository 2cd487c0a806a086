import type { ComponentType } from "react";
import { useT, word } from "@/i18n";
import { useSession } from "@/session/session";
import { Empty } from "@/ui";
import { BookingForm } from "./booking-form";
import { HandOverSlip } from "./hand-over-slip";
import { JobSheet } from "./job-sheet";
import type { PaperKind } from "./open";
import { PrintPage } from "./page";
import { ProductionSheet } from "./production-sheet";
import { useParts, type Parts } from "./read";

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

/** A paper of an order. */
export function OrderPaper({ kind, id }: { kind: PaperKind; id: string }) {
  const t = useT();
  const { branches, branch } = useSession();
  const asked = useParts(id);
  const { data } = asked;
  const number = data?.sheet.number ?? data?.reception?.order.number ?? "";
  const need = kind === "job-sheet" ? null : NEEDS[kind];
  const lacks = data !== undefined && need !== null && data[need] === null;
  const whole = data !== undefined && !lacks && data.silent.length === 0;
  const Body = SHEETS[kind];
  const code = number.split("-")[0];
  const house = branches.find((one) => one.id === code) ?? branch;
  return (
    <PrintPage title={`${t(`paper.${kind}`)} ${number}`} {...{ asked, whole }} printable={data !== undefined && !lacks}>
      {data && data.silent.length > 0 && (
        <p className="banner banner-lost">
          {data.silent
            .map((one) => t("print.missing", { department: word("department", one.toUpperCase()) }))
            .join(" ")}
        </p>
      )}
      {lacks && <Empty text={t("print.nothing", { paper: t(`paper.${kind}`) })} hint={t("print.nothing_hint")} />}
      {data && !lacks && <Body parts={data} branchName={house.name} />}
    </PrintPage>
  );
}
