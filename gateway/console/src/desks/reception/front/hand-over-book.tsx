import { useQuery } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { answer, api, asProblem, useCommand, type components } from "@/api";
import { dayAndTime } from "@/format";
import { useT } from "@/i18n";
import { useBranch, useMay, useSession } from "@/session/session";
import { Field, FormDialog, Line, Lines, OrderBadge, ProblemAlert, StaffName } from "@/ui";

type Note = components["schemas"]["reception_ShiftNoteOut"];
type Written = components["schemas"]["reception_ShiftNoteIn"];

const KINDS: readonly Note["kind"][] = ["URGENT", "CUSTOMER", "PROSPECT"];

/** What the shift before left: urgent matters first, then customers and prospects (M-64). */
export function HandOverBook() {
  const t = useT();
  const may = useMay();
  const { id: branch_id } = useBranch();
  const [writing, setWriting] = useState(false);
  const read = useQuery({
    queryKey: ["reception", "shift-notes", branch_id],
    queryFn: () => answer(api.GET("/v1/shift-notes", { params: { query: { branch_id, open: true, limit: 50 } } })),
    meta: { live: ["shift_note."] },
  });
  const notes = [...(read.data?.items ?? [])].sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
  return (
    <section className="block stack" aria-label={t("reception.book.title")}>
      <div className="row-actions">
        <h2>{t("reception.book.title")}</h2>
        <span className="grow" />
        {may("reception.shift_notes.write") && (
          <Button size="small" onClick={() => setWriting(true)}>
            {t("reception.book.write")}
          </Button>
        )}
      </div>
      {read.error && <ProblemAlert problem={asProblem(read.error)} retry={() => read.refetch()} />}
      {read.data && notes.length === 0 && <p className="quiet">{t("reception.book.empty")}</p>}
      <ul className="plain-list">
        {notes.map((note) => (
          <Left key={note.id} note={note} />
        ))}
      </ul>
      {writing && <Write onClose={() => setWriting(false)} />}
    </section>
  );
}

function Left({ note }: { note: Note }) {
  const t = useT();
  const may = useMay();
  const { me } = useSession();
  const take = useCommand({
    run: (note_id: string, sent) =>
      answer(api.POST("/v1/shift-notes/{note_id}/taking", { params: { path: { note_id } }, headers: sent.headers })),
  });
  return (
    <li className="line">
      <span className={note.kind === "URGENT" ? "tag tag-red" : "tag"}>{t(`reception.book.kind.${note.kind}`)}</span>
      {note.order_id && <OrderBadge id={note.order_id} number={note.order_number} />}
      <span className="line-main rc-wrap">
        {note.note}
        <br />
        <span className="quiet">
          <StaffName id={note.written_by} /> {dayAndTime(note.written_at)}
        </span>
      </span>
      {may("reception.shift_notes.write") && note.written_by !== me.staff && (
        <Button loading={take.pending} onClick={() => void take.submit(note.id)}>
          {t("reception.book.take")}
        </Button>
      )}
      <ProblemAlert problem={take.problem} retry={take.retry} />
    </li>
  );
}

function Write({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { id: branch_id } = useBranch();
  const [kind, setKind] = useState<Note["kind"]>("CUSTOMER");
  const [note, setNote] = useState("");
  const [number, setNumber] = useState("");
  const write = useCommand<Written>({
    run: (body, sent) => answer(api.POST("/v1/shift-notes", { body, headers: sent.headers })),
    onDone: onClose,
  });
  const ready = note.trim() !== "" && (kind !== "CUSTOMER" || number.trim() !== "");
  return (
    <FormDialog
      {...{ command: write, onClose, ready }}
      title={t("reception.book.write")}
      body={{ branch_id, kind, note: note.trim(), order_number: number.trim() || null }}
    >
      <Field name="kind" group label={t("reception.book.what")}>
        <Segmented
          aria-label={t("reception.book.what")}
          value={kind}
          onChange={setKind}
          options={KINDS.map((one) => ({ value: one, label: t(`reception.book.kind.${one}`) }))}
        />
      </Field>
      <Lines name="note" needed focus label={t("reception.book.note")} value={note} onChange={setNote} />
      <Line
        name="order_number"
        needed={kind === "CUSTOMER"}
        most={32}
        label={t("reception.book.order")}
        value={number}
        onChange={setNumber}
      />
    </FormDialog>
  );
}
