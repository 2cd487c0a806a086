import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { answer, api, asProblem, useCommand, type components } from "@/api";
import { businessNow, fullTime, isoDay, money, plainMonth } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useMay, useSession } from "@/session/session";
import { ConfirmAction, Empty, Field, MoneyInput, MonthInput, ProblemAlert, StaffName } from "@/ui";
import { DeskPage } from "./desk-page";
import { SaveForm } from "./save-form";
import { evenly, rest, typedSheet, wholeSheet, type DepartmentSheet } from "./target-sheet";

type Targets = components["schemas"]["reception_TargetsOut"];
type Body = components["schemas"]["reception_TargetsIn"];

/** From the twentieth on the coming month is what a manager thinks of. */
function firstMonth(): string {
  const today = businessNow();
  const ahead = Number(isoDay().slice(8)) >= 20 ? 20 : 0;
  return isoDay(new Date(today.getTime() + ahead * 86_400_000)).slice(0, 7);
}

/** What every department and person is to sell in a month, broken down by the 25th (MGT-01). */
export function Targets() {
  const t = useT();
  const may = useMay();
  const { id: branch_id } = useBranch();
  const [month, setMonth] = useState(firstMonth);
  const read = useQuery({
    queryKey: ["manager", "targets", branch_id, month],
    queryFn: () => answer(api.GET("/v1/targets/{branch_id}/{month}", { params: { path: { branch_id, month } } })),
    enabled: month !== "",
    staleTime: 0,
    meta: { live: ["targets."] },
  });
  return (
    <DeskPage
      title={t("manager.targets.title")}
      note={t("manager.targets.note")}
      actions={<MonthInput label={t("manager.targets.month")} value={month} onChange={setMonth} />}
    >
      {read.isPending && <Skeleton active />}
      {read.error && <ProblemAlert problem={asProblem(read.error)} retry={() => read.refetch()} />}
      {read.data && (
        <div className="manager-list">
          <Standing targets={read.data} />
          {may("reception.targets.manage") ? (
            <Sheet key={`${branch_id} ${month} ${read.data.version}`} targets={read.data} />
          ) : (
            <Written targets={read.data} />
          )}
        </div>
      )}
    </DeskPage>
  );
}

/** Whether the month is broken down, who set it, and the general manager's word. */
function Standing({ targets }: { targets: Targets }) {
  const t = useT();
  const may = useMay();
  const { me } = useSession();
  const path = { branch_id: targets.branch_id, month: targets.month };
  const approve = useCommand({
    run: (_: string, sent) =>
      answer(api.POST("/v1/targets/{branch_id}/{month}/approval", { params: { path }, ...sent })),
  });
  const can = may("reception.targets.approve") && targets.complete && targets.set_by !== me.staff;
  return (
    <section className="block stack" aria-label={t("manager.targets.standing")}>
      {targets.complete ? (
        <p className="targets-whole">{t("manager.targets.complete")}</p>
      ) : (
        <>
          <p className="red">{t("manager.targets.incomplete")}</p>
          <ul className="targets-missing">
            {targets.missing.map((gap) => (
              <li key={`${gap.gap} ${gap.department} ${gap.staff_id}`}>
                {word("department", gap.department)} · {t(`manager.targets.gap.${gap.gap}`)}{" "}
                {gap.staff_id && <StaffName id={gap.staff_id} />}
                {gap.gap === "SUM" && (
                  <span className="number">
                    {money({ amount: gap.amount.amount, currency: gap.amount.currency ?? "CNY" })}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {targets.set_by && (
        <p className="quiet">
          {t("manager.targets.set_by")} <StaffName id={targets.set_by} /> · {fullTime(targets.set_at)}
        </p>
      )}
      {targets.approved_by && (
        <p className="quiet">
          {t("manager.targets.approved_by")} <StaffName id={targets.approved_by} /> · {fullTime(targets.approved_at)}
        </p>
      )}
      {can && !targets.approved_by && (
        <div>
          <ConfirmAction
            label={t("manager.approvals.approve")}
            question={t("manager.targets.approve_question", { month: plainMonth(targets.month) })}
            command={approve}
            input={() => targets.month}
            button={{ type: "primary" }}
          />
        </div>
      )}
    </section>
  );
}

function Sheet({ targets }: { targets: Targets }) {
  const t = useT();
  const [sheet, setSheet] = useState<DepartmentSheet[]>(() => typedSheet(targets.departments));
  const path = { branch_id: targets.branch_id, month: targets.month };
  const save = useCommand({
    run: (body: Body) =>
      answer(
        api.PUT("/v1/targets/{branch_id}/{month}", {
          params: { path, header: { "if-match": `"${targets.version}"` } },
          body,
        }),
      ),
  });
  const set = (at: number, change: (one: DepartmentSheet) => DepartmentSheet) =>
    setSheet(sheet.map((one, index) => (index === at ? change(one) : one)));
  return (
    <SaveForm
      label={t("manager.targets.of", { month: plainMonth(targets.month) })}
      command={save}
      body={() => wholeSheet(sheet, "CNY")}
    >
      {sheet.map((one, at) => (
        <fieldset key={one.department} className="stack">
          <legend>
            {word("department", one.department)} · {t(`manager.targets.money.${one.department}`)}
          </legend>
          <div className="manager-row">
            <Field label={t("manager.targets.department")}>
              <MoneyInput value={one.amount} onChange={(amount) => set(at, (was) => ({ ...was, amount }))} />
            </Field>
            <Button disabled={one.amount === null} onClick={() => set(at, evenly)}>
              {t("manager.targets.evenly")}
            </Button>
            {one.amount !== null && (
              <p className={rest(one) ? "red targets-rest" : "quiet targets-rest"}>
                {rest(one)
                  ? t("manager.targets.rest", { amount: money({ amount: rest(one), currency: "CNY" }) })
                  : t("manager.targets.no_rest")}
              </p>
            )}
          </div>
          {one.people.length === 0 && <Empty text={t("manager.targets.nobody")} />}
          <div className="targets-people">
            {one.people.map((person) => (
              <Field key={person.staff_id} label={<StaffName id={person.staff_id} />}>
                <MoneyInput
                  value={person.amount}
                  onChange={(amount) =>
                    set(at, (was) => ({
                      ...was,
                      people: was.people.map((other) =>
                        other.staff_id === person.staff_id ? { ...other, amount } : other,
                      ),
                    }))
                  }
                />
              </Field>
            ))}
          </div>
        </fieldset>
      ))}
    </SaveForm>
  );
}

function Written({ targets }: { targets: Targets }) {
  const t = useT();
  const shown = (value: { amount: number; currency?: string } | null) =>
    value ? money({ amount: value.amount, currency: value.currency ?? "CNY" }) : "–";
  return (
    <>
      {targets.departments.map((one) => (
        <section className="block" key={one.department} aria-label={word("department", one.department)}>
          <h2>
            {word("department", one.department)} <span className="number">{shown(one.amount)}</span>
          </h2>
          {one.people.length === 0 && <Empty text={t("manager.targets.nobody")} />}
          <ul className="targets-written">
            {one.people.map((person) => (
              <li key={person.staff_id}>
                <StaffName id={person.staff_id} /> <span className="number">{shown(person.amount)}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
