import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { answer, api, asProblem, useCommand, type components } from "@/api";
import { isoDay, money, plainMonth } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import { Field, FormDialog, MoneyInput, MonthInput, ProblemAlert } from "@/ui";
import { ReportTable, useMonth } from "@/ui/report";
import { LIVE, STALE } from "./supplies";

type Of = components["schemas"]["scheduling_DepartmentMonth"];
type Budget = components["schemas"]["scheduling_BudgetIn"];

/** A month of every department: what it bought and used, and what is left of its budget. */
export function Month() {
  const t = useT();
  const { id: branch_id } = useBranch();
  const sets = useMay()("scheduling.supply_budgets.set");
  const [month, setMonth] = useMonth();
  const [asked, setAsked] = useState<Of | null>(null);
  const list = useQuery({
    queryKey: ["supplies", branch_id, "month", month],
    queryFn: () => answer(api.GET("/v1/supply-months/{branch_id}/{month}", { params: { path: { branch_id, month } } })),
    meta: { live: LIVE },
  });
  const departments = list.data?.departments ?? [];
  const open = sets && month >= isoDay().slice(0, 7);
  const column = (name: string) => t(`supplies.month.${name}`);
  return (
    <>
      <div className="supplies-tools">
        <MonthInput label={t("supplies.month.choose")} value={month} onChange={setMonth} />
      </div>
      <ProblemAlert problem={list.error ? asProblem(list.error) : null} retry={() => list.refetch()} />
      {list.isPending && <Skeleton active />}
      <ReportTable
        title={plainMonth(month)}
        heads={["department", "budget", "bought", "left", "waiting", "used"].map(column)}
        rows={departments.map((of) => [
          word("supplies.department", of.department),
          <BudgetOf key="budget" of={of} onOpen={open ? () => setAsked(of) : undefined} />,
          money(of.bought),
          <span key="left" className={of.left.amount < 0 ? "red" : ""}>
            {money(of.left)}
          </span>,
          money(of.waiting),
          money(of.used),
        ])}
      />
      {departments.map((of) => (
        <ReportTable
          key={of.department}
          title={word("supplies.department", of.department)}
          heads={["item", "arrived", "used_many", "used_before", "counted"].map(column)}
          rows={of.lines.map((line) => [
            `${line.name} (${line.unit})`,
            line.arrived,
            <span key="used" className={line.used_before > 0 && line.used > line.used_before ? "red" : ""}>
              {line.used}
            </span>,
            line.used_before,
            line.counted > 0 ? `+${line.counted}` : line.counted,
          ])}
        />
      ))}
      {asked && <BudgetDialog of={asked} month={month} onClose={() => setAsked(null)} />}
    </>
  );
}

function BudgetOf({ of, onOpen }: { of: Of; onOpen?: () => void }) {
  const t = useT();
  const said = of.budget ? money(of.budget) : t("supplies.month.no_budget");
  if (!onOpen) return said;
  return (
    <Button
      aria-label={`${word("supplies.department", of.department)} ${t("supplies.month.set")} ${said}`}
      onClick={onOpen}
    >
      {said}
    </Button>
  );
}

function BudgetDialog({ of, month, onClose }: { of: Of; month: string; onClose: () => void }) {
  const t = useT();
  const { id: branch_id } = useBranch();
  const [amount, setAmount] = useState<number | null>(of.budget?.amount ?? null);
  const command = useCommand<Budget>({
    run: (body, sent) =>
      answer(
        api.PUT("/v1/supply-budgets/{branch_id}/{department}/{month}", {
          params: {
            path: { branch_id, department: of.department, month },
            header: { "if-match": sent.headers["If-Match"] ?? "" },
          },
          body,
        }),
      ),
    tag: `"${of.version}"`,
    onDone: onClose,
    invalidates: STALE,
  });
  return (
    <FormDialog
      {...{ command, onClose }}
      title={`${word("supplies.department", of.department)} · ${plainMonth(month)}`}
      ok={t("supplies.month.set")}
      body={amount === null ? null : { amount: { amount, currency: "CNY" } }}
    >
      <Field name="amount" needed label={t("supplies.month.budget")}>
        <MoneyInput autoFocus value={amount} onChange={setAmount} />
      </Field>
      <p className="quiet">{t("supplies.month.stands")}</p>
    </FormDialog>
  );
}
