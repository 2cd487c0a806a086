import { Button, Checkbox, Input } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { dayAndTime } from "@/format";
import { useT } from "@/i18n";
import { useBranch } from "@/session/session";
import { CountInput, Field, FormDialog, LateTag, QueueTable, StaffName } from "@/ui";
import { MOVES, STALE, type Loan } from "./kinds";

type Back = components["schemas"]["scheduling_ReturnIn"];

/** What is out and who has it; red what should be back (M-41). */
export function Loans({ keeps }: { keeps: boolean }) {
  const t = useT();
  const { id: branch_id } = useBranch();
  const [back, setBack] = useState<Loan | null>(null);
  return (
    <>
      <QueueTable<Loan>
        label={t("scheduling.things.out")}
        queryKey={["scheduling", "things", branch_id, "loans"]}
        fetch={(cursor) => answer(api.GET("/v1/loans", { params: { query: { branch_id, cursor } } }))}
        live={MOVES}
        rowId={(row) => row.id}
        onOpen={keeps ? setBack : undefined}
        red={(row) => row.late}
        empty={t("scheduling.things.nothing_out")}
        emptyHint={keeps ? t("scheduling.things.nothing_out_hint") : undefined}
        columns={[
          {
            id: "due",
            title: t("scheduling.things.due"),
            show: (row) => (
              <>
                {dayAndTime(row.due_at)} <LateTag due={row.due_at} />
              </>
            ),
          },
          {
            id: "thing",
            title: t("field.name"),
            show: (row) => (
              <>
                {row.thing_name} <span className="quiet number">{row.thing_mark}</span>
              </>
            ),
          },
          { id: "quantity", title: t("scheduling.things.quantity"), number: true, show: (row) => row.out },
          { id: "who", title: t("scheduling.things.borrower"), show: (row) => <StaffName id={row.borrower_id} /> },
          { id: "purpose", title: t("scheduling.things.purpose"), show: (row) => row.purpose },
          { id: "since", title: t("scheduling.things.lent_at"), show: (row) => dayAndTime(row.lent_at) },
          {
            id: "act",
            title: t("scheduling.act"),
            show: (row) => keeps && <Button onClick={() => setBack(row)}>{t("scheduling.things.give_back")}</Button>,
          },
        ]}
      />
      {back && <ReturnDialog loan={back} onClose={() => setBack(null)} />}
    </>
  );
}

/** Enter says that everything is back; what is lost needs a word and goes to the manager (SHO-01). */
function ReturnDialog({ loan, onClose }: { loan: Loan; onClose: () => void }) {
  const t = useT();
  const [back, setBack] = useState<number | null>(loan.out);
  const [lost, setLost] = useState<number | null>(0);
  const [wash, setWash] = useState(loan.thing_kind === "DRESS");
  const [note, setNote] = useState("");
  const command = useCommand<Back>({
    run: (body, { headers }) =>
      answer(api.POST("/v1/loans/{loan_id}/return", { params: { path: { loan_id: loan.id } }, body, headers })),
    onDone: onClose,
    invalidates: STALE,
  });
  const ready = back !== null && lost !== null && back + lost > 0 && (lost === 0 || note.trim() !== "");
  return (
    <FormDialog
      {...{ command, onClose }}
      title={`${t("scheduling.things.give_back")} · ${loan.thing_name}`}
      ok={t("scheduling.things.give_back")}
      body={ready ? { back, lost, to_wash: wash, note: note.trim() } : null}
    >
      <p className="quiet">
        <StaffName id={loan.borrower_id} /> · {loan.purpose} ·{" "}
        {t("scheduling.things.out_of", { out: loan.out, of: loan.quantity })}
      </p>
      <div className="sched-fields">
        <Field name="back" needed label={t("scheduling.things.back")}>
          <CountInput autoFocus needed most={loan.out} value={back} onChange={setBack} />
        </Field>
        <Field name="lost" needed label={t("scheduling.things.lost")}>
          <CountInput needed most={loan.out} value={lost} onChange={setLost} />
        </Field>
      </div>
      <Field name="note" needed={Boolean(lost)} label={t("scheduling.things.note")}>
        <Input maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
      {loan.thing_kind === "DRESS" && (
        <Checkbox checked={wash} onChange={(event) => setWash(event.target.checked)}>
          {t("scheduling.things.to_wash")}
        </Checkbox>
      )}
    </FormDialog>
  );
}
