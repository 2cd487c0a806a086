import { useQuery } from "@tanstack/react-query";
import { Checkbox } from "antd";
import { useState } from "react";
import { answer, api } from "@/api";
import { useSheet } from "@/api/sheets";
import "@/desks/work-orders/texts";
import { dayAndTime, fullTime, money } from "@/format";
import { useT, word } from "@/i18n";
import { useSession, type Branch } from "@/session/session";
import { PersonNames, StaffName } from "@/ui";
import { COPIES, linesOf, type Copy, type Line, type Work } from "./copies";
import { PrintPage } from "./page";
import { Facts, Notes, Paper, Rows, Signatures, type Fact } from "./paper";

/** 服务工作单 in three copies: one record, as the customer, the archive and finance each need it (M-26). */
export function WorkOrderCopies({ id }: { id: string }) {
  const t = useT();
  const { branches, branch } = useSession();
  const [chosen, setChosen] = useState<readonly Copy[]>(COPIES);
  const asked = useQuery({
    queryKey: ["print", "work-order", id],
    queryFn: () => answer(api.GET("/v1/work-orders/{work_order_id}", { params: { path: { work_order_id: id } } })),
    staleTime: 0,
  });
  const { data: work } = asked;
  const house = branches.find((one) => one.id === work?.branch_id) ?? branch;
  const copies = COPIES.filter((copy) => chosen.includes(copy));
  return (
    <PrintPage
      title={`${t("print.work_order")} ${work?.number ?? ""}`}
      asked={asked}
      whole={work !== undefined}
      printable={work !== undefined && copies.length > 0}
      bar={
        <Checkbox.Group
          value={copies}
          onChange={setChosen}
          options={COPIES.map((copy) => ({ value: copy, label: t(`print.copy.${copy}`) }))}
        />
      }
    >
      {work && copies.map((copy) => <Sheet key={copy} {...{ copy, work, house }} />)}
    </PrintPage>
  );
}

/** One copy, on a page of its own. */
function Sheet({ copy, work, house }: { copy: Copy; work: Work; house: Branch }) {
  const t = useT();
  const shown = useShown(work, house);
  const { lines, times, visits, signs } = linesOf(copy);
  return (
    <Paper title={`${t("print.work_order")} · ${t(`print.copy.${copy}`)}`} number={work.number} branchName={house.name}>
      <Facts facts={lines.map(shown)} />
      {times.length > 0 && <Facts title={t("print.course")} facts={times.map(shown)} />}
      {visits && (
        <Rows
          title={t("print.visits")}
          heads={[t("order.time"), t("print.visited_by"), t("print.answer"), t("print.opinion")]}
          rows={work.visits.map((one) => [
            fullTime(one.at),
            <StaffName key="by" id={one.by} />,
            word("work-orders.answer", one.answer),
            one.opinion,
          ])}
        />
      )}
      {copy !== "finance" && <Notes title={t("print.opinion")} text={work.opinion} lines={1} />}
      <Signatures who={signs.map((sign) => t(`print.sign.${sign}`))} />
    </Paper>
  );
}

/** How each line of a copy is written. */
function useShown(work: Work, house: Branch): (line: Line) => Fact {
  const t = useT();
  const sheet = useSheet(work.order_id);
  const staff = (id: string | null) => id && <StaffName id={id} />;
  const values: Record<Line, () => Fact[1]> = {
    customer: () => <PersonNames ids={sheet?.person_ids ?? []} />,
    order: () => sheet?.number,
    owed: () => sheet && money(sheet.owed),
    service: () => <b>{work.service_name}</b>,
    service_code: () => `${work.service_code} · ${work.service_version}`,
    quantity: () => `${work.quantity} ${work.unit} × ${money(work.unit_price)}`,
    amount: () => <b>{money(work.amount)}</b>,
    charged: () => t(work.charged ? "print.is_charged" : "print.is_free"),
    content: () => work.content,
    appointed: () => dayAndTime(work.appointed_at),
    worker: () => staff(work.worker_id),
    price_confirmed: () => work.price_confirmed_by,
    signed_by: () => work.signature_name,
    phone: () => house.phone,
    requested: () => [fullTime(work.requested_at), " ", <StaffName key="by" id={work.requested_by} />],
    answered: () => fullTime(work.answered_at),
    dispatched: () => [fullTime(work.dispatched_at), " ", staff(work.dispatched_by)],
    taken: () => fullTime(work.taken_at),
    started: () => fullTime(work.started_at),
    done: () => [fullTime(work.done_at), " ", staff(work.done_by)],
    redone: () => work.redone || "",
    reason: () => work.reason,
    closed: () => [fullTime(work.closed_at), " ", staff(work.closed_by)],
  };
  return (line) => [t(`print.line.${line}`), values[line]()];
}
