import { useQuery } from "@tanstack/react-query";
import { Checkbox, Input, Skeleton } from "antd";
import { useState } from "react";
import { answer, answerWithTag, api, asProblem, useCommand, type components } from "@/api";
import { useT, word } from "@/i18n";
import { Field, ProblemAlert, StaffName, useDone } from "@/ui";
import { Dialog } from "./dialog";
import { PlanningBook } from "./planning-book";

type Wish = components["schemas"]["scheduling_PreparationIn"];
type Check = Wish["checks"][number];

/** The day before: wishes read, equipment laid out, ticked one by one (SCH-15, SHO-01). */
export function PrepareDialog(props: { bookingId: string; orderId: string; onClose: () => void }) {
  const { bookingId, orderId, onClose } = props;
  const t = useT();
  const done = useDone();
  const path = { booking_id: bookingId };
  const [ticked, setTicked] = useState<readonly Check[] | null>(null);
  const [note, setNote] = useState<string | null>(null);
  const list = useQuery({
    queryKey: ["scheduling", "preparation", bookingId],
    queryFn: () => answerWithTag(api.GET("/v1/bookings/{booking_id}/preparation", { params: { path } })),
  });
  const shown = list.data?.data;
  const checks = ticked ?? shown?.checks ?? [];
  const words = note ?? shown?.note ?? "";
  const command = useCommand<Wish>({
    run: (body, sent) =>
      answer(
        api.PUT("/v1/bookings/{booking_id}/preparation", {
          params: { path, header: { "if-match": sent.headers["If-Match"] ?? "" } },
          body,
        }),
      ),
    tag: list.data?.tag ?? null,
    onStale: () => void list.refetch(),
    invalidates: [["scheduling"]],
  });
  const send = async () => {
    if (!shown || !(await command.submit({ checks: [...checks], note: words.trim() }))) return;
    done(t("form.done", { what: t("scheduling.prepare") }));
    onClose();
  };
  return (
    <Dialog
      title={t("scheduling.prepare")}
      okText={t("scheduling.save")}
      cancelText={t("form.back")}
      okButtonProps={{ disabled: !shown }}
      confirmLoading={command.pending}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <div className="stack">
        <ProblemAlert problem={list.error ? asProblem(list.error) : null} retry={() => list.refetch()} />
        {list.isPending && <Skeleton active />}
        <PlanningBook orderId={orderId} />
        {shown && (
          <>
            <Checkbox.Group<Check>
              className="sched-checks"
              value={[...checks]}
              onChange={setTicked}
              options={shown.needed.map((check) => ({ value: check, label: word("scheduling.check", check) }))}
            />
            <Field name="note" label={t("scheduling.things.note")}>
              <Input maxLength={200} value={words} onChange={(event) => setNote(event.target.value)} />
            </Field>
            {shown.prepared_by && (
              <p className="quiet">
                <StaffName id={shown.prepared_by} />
              </p>
            )}
          </>
        )}
        <ProblemAlert problem={command.problem} retry={command.retry} />
      </div>
    </Dialog>
  );
}
