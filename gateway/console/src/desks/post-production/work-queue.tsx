import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Segmented, Select } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { answer, api, useCommand, type components } from "@/api";
import { isoDay, plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useMay, useSession } from "@/session/session";
import { OrderBadge, ProblemAlert, QueueTable, StaffName, useColleagues } from "@/ui";
import { DeskPage } from "./desk-page";
import { focusedRow } from "@/ui/focused-row";
import { loadOf, type Load } from "./load";
import { DESK, LIVE, type WorkItem } from "./read";

type Step = components["schemas"]["post_production_WorkStep"];
type Act = { item: WorkItem; act: "start" | "done"; staff?: string };

const STEPS = ["COLOUR", "RETOUCH", "DESIGN"] as const satisfies readonly Step[];
const HANDS = ["retoucher", "designer", "production"];
const LARGEST = 200;
const FRESH = 5_000;

async function openWork(branch_id: string): Promise<WorkItem[]> {
  const parts = await Promise.all(
    (["RUNNING", "WAITING"] as const).map((state) =>
      answer(api.GET("/v1/work-items", { params: { query: { branch_id, state, limit: LARGEST } } })),
    ),
  );
  const urgency = (item: WorkItem) => `${item.due_on} ${item.urgent ? 0 : 1} ${item.id}`;
  return parts.flatMap(({ items }) => items).sort((one, other) => (urgency(one) < urgency(other) ? -1 : 1));
}

/** Starting and finishing work on the files. */
export function useWork() {
  return useCommand({
    run: ({ item, act, staff }: Act, sent) => {
      const path = { item_id: item.id };
      return act === "start"
        ? answer(
            api.POST("/v1/work-items/{item_id}/start", {
              params: { path },
              body: { assignee_id: staff ?? null },
              headers: sent.headers,
            }),
          )
        : answer(api.POST("/v1/work-items/{item_id}/done", { params: { path }, headers: sent.headers }));
    },
    invalidates: [DESK],
  });
}

function Loads(props: { loads: Load[]; chosen: string | null | undefined; choose: (staff: string | null) => void }) {
  const t = useT();
  const most = Math.max(1, ...props.loads.map((load) => load.items));
  return (
    <ul className="plain-list pp-loads" aria-label={t("post-production.work.load")}>
      {props.loads.map((load) => (
        <li key={load.staff ?? ""}>
          <button
            type="button"
            aria-pressed={props.chosen === load.staff}
            onClick={() => props.choose(load.staff)}
            className="pp-load"
          >
            <span className="pp-load-name">
              {load.staff ? <StaffName id={load.staff} /> : t("post-production.work.nobody")}
            </span>
            <span className="pp-load-bar" aria-hidden>
              <i style={{ width: `${(100 * load.items) / most}%` }} />
            </span>
            <b className="number">{load.items}</b>
            {load.late > 0 && (
              <span className="red number">{t("post-production.work.late", { count: load.late })}</span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Retouching and design by due date, with the load per person; s starts, f finishes the focused line (PST-16). */
export function WorkQueue() {
  const t = useT();
  const go = useNavigate();
  const may = useMay();
  const { me } = useSession();
  const { id: branch_id } = useBranch();
  const [step, setStep] = useState<Step | "ALL">("ALL");
  const [staff, setStaff] = useState<string | null | undefined>(undefined);
  const work = useWork();
  const queries = useQueryClient();
  const reading = {
    queryKey: [...DESK, "work", branch_id],
    queryFn: () => openWork(branch_id),
    staleTime: FRESH,
    meta: { live: LIVE },
  };
  const open = useQuery(reading);
  const hands = useColleagues().filter(
    ({ roles, branches, active }) =>
      active && branches.includes(branch_id) && roles.some((role) => HANDS.includes(role)),
  );
  const all = (open.data ?? []).filter((item) => step === "ALL" || item.step === step);
  const wanted = (item: WorkItem) =>
    (step === "ALL" || item.step === step) && (staff === undefined || item.assignee_id === staff);
  const rows = all.filter(wanted);
  const label = t("post-production.work.title");
  const mine = may("post_production.work.do");
  const act = (what: "start" | "done") => {
    const item = focusedRow(label, rows);
    if (item && (what === "start") === (item.state === "WAITING")) void work.submit({ item, act: what });
  };
  return (
    <DeskPage
      title={label}
      note={t("post-production.work.note")}
      shortcuts={[
        { keys: "s", label: t("post-production.work.start"), run: () => act("start"), off: !mine },
        { keys: "f", label: t("post-production.work.finish"), run: () => act("done"), off: !mine },
        { keys: "m", label: t("post-production.work.mine"), run: () => setStaff(me.staff) },
        { keys: "x", label: t("post-production.work.everybody"), run: () => setStaff(undefined) },
      ]}
    >
      <div className="pp-bar">
        <Segmented<Step | "ALL">
          value={step}
          onChange={setStep}
          options={[
            { value: "ALL", label: t("post-production.all") },
            ...STEPS.map((one) => ({ value: one, label: word("work", one) })),
          ]}
        />
        {staff !== undefined && (
          <Button onClick={() => setStaff(undefined)}>{t("post-production.work.everybody")}</Button>
        )}
      </div>
      <ProblemAlert problem={open.error} retry={() => open.refetch()} />
      <ProblemAlert problem={work.problem} retry={work.retry} />
      {all.length > 0 && <Loads loads={loadOf(all, isoDay())} chosen={staff} choose={setStaff} />}
      {!open.error && (
        <QueueTable<WorkItem>
          label={label}
          queryKey={[...DESK, "work-rows", branch_id, step, staff === undefined ? "everybody" : staff]}
          fetch={async () => ({ items: (await queries.fetchQuery(reading)).filter(wanted) })}
          live={LIVE}
          rowId={(row) => row.id}
          red={(row) => row.due_on < isoDay()}
          empty={t("post-production.work.none")}
          emptyHint={t("post-production.work.none_hint")}
          onOpen={(row) => void go(`/post-production/orders/${row.order_id}`)}
          columns={[
            {
              id: "due",
              title: t("order.due"),
              show: (row) => (
                <span className={row.due_on < isoDay() ? "red number" : "number"}>
                  {plainDay(row.due_on)} {row.urgent && <b className="tag">{t("post-production.urgent")}</b>}
                </span>
              ),
            },
            { id: "step", title: t("order.step"), show: (row) => word("work", row.step) },
            {
              id: "order",
              title: t("order.number"),
              show: (row) => <OrderBadge id={row.order_id} number={row.order_number} />,
            },
            {
              id: "round",
              title: t("post-production.work.remarks"),
              show: (row) => (
                <>
                  {row.rework_id && <span className="tag">{t("post-production.rework.word")}</span>}{" "}
                  {row.round > 1 && t("post-production.layout.round", { round: row.round })} {row.remarks}
                </>
              ),
            },
            { id: "who", title: t("order.who"), show: (row) => <StaffName id={row.assignee_id} /> },
            { id: "state", title: t("order.state"), show: (row) => word("work_state", row.state) },
            {
              id: "act",
              title: t("post-production.action"),
              show: (row) =>
                mine && <WorkButtons item={row} work={work} hands={hands.map((one) => [one.id, one.display_name])} />,
            },
          ]}
        />
      )}
    </DeskPage>
  );
}

/** Begin (oneself or somebody else) or finish. */
export function WorkButtons(props: {
  item: WorkItem;
  work: ReturnType<typeof useWork>;
  hands?: readonly (readonly [string, string])[];
}) {
  const { item, work, hands = [] } = props;
  const t = useT();
  if (item.state === "RUNNING")
    return (
      <Button type="primary" disabled={work.pending} onClick={() => work.submit({ item, act: "done" })}>
        {t("post-production.work.finish")}
      </Button>
    );
  return (
    <span className="pp-buttons">
      <Button disabled={work.pending} onClick={() => work.submit({ item, act: "start" })}>
        {t("post-production.work.start")}
      </Button>
      {hands.length > 0 && (
        <Select
          aria-label={t("post-production.work.give_to")}
          placeholder={t("post-production.work.give_to")}
          value={null}
          style={{ width: 116 }}
          disabled={work.pending}
          onChange={(staff: string | null) => staff && void work.submit({ item, act: "start", staff })}
          options={hands.map(([value, label]) => ({ value, label }))}
        />
      )}
    </span>
  );
}
