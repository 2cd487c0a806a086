import { PrinterOutlined } from "@ant-design/icons";
import { Button, Checkbox } from "antd";
import { useState, type ReactNode } from "react";
import { answer, api, useCommand, type Command, type Sent } from "@/api";
import { useSheet } from "@/api/sheets";
import { dayAndTime, money } from "@/format";
import { useT, word } from "@/i18n";
import { printPaper, WORK_ORDER } from "@/print/open";
import { useMay } from "@/session/session";
import { ConfirmAction, FactList, LateTag, OrderBadge, PersonNames, ProblemAlert, StaffName } from "@/ui";
import { MoveForm, NextStep } from "./forms";
import { BEFORE_WORK, STALE, steps, UNDISPATCHED, type Work } from "./work";

/** One work order with its next step, and what else may be done with it. */
export function WorkDialog({ work: read, onClose }: { work: Work; onClose: () => void }) {
  const t = useT();
  const [work, setWork] = useState(read);
  const [moving, setMoving] = useState(false);
  // Should this fail as well, the refusal stands there and the next try says it again.
  const onStale = () => void steps.read(work.id).then(setWork, () => undefined);
  // Another department's: should it fail, the refusal stands, and this is said and tried again by itself (M-33).
  const wish = useCommand({
    run: ({ branch_id, order_id, service_name }: Work, { headers }: Sent) =>
      answer(api.POST("/v1/wishes", { body: { branch_id, order_id, subject: service_name.slice(0, 100) }, headers })),
    invalidates: [["customer-service"]],
    onDone: onClose,
  });
  if (moving) return <MoveForm {...{ work, onClose, onStale }} />;
  const head = (
    <>
      <Facts work={work} />
      <Others work={work} onMove={() => setMoving(true)} onClose={onClose} onDeclined={setWork} wish={wish} />
      {wish.problem && <p>{t("work-orders.wish_failed")}</p>}
      <ProblemAlert problem={wish.problem} retry={wish.retry} />
    </>
  );
  return <NextStep {...{ work, head, onClose, onStale }} />;
}

function Facts({ work }: { work: Work }) {
  const t = useT();
  const people = useSheet(work.order_id)?.person_ids ?? [];
  const facts: [string, ReactNode][] = [
    [t("work-orders.service"), `${work.service_name} × ${work.quantity} ${work.unit} · ${money(work.amount)}`],
    [
      t("order.customer"),
      <span>
        <PersonNames ids={people} /> <OrderBadge id={work.order_id} />
      </span>,
    ],
    [
      t("work-orders.appointed"),
      <span>
        {dayAndTime(work.appointed_at)} {work.late && <LateTag due={work.due_at} />}
      </span>,
    ],
    [t("work-orders.content"), work.content],
    [t("work-orders.worker"), work.worker_id && <StaffName id={work.worker_id} />],
    [t("form.reason"), work.reason],
    [t("work-orders.opinion"), work.opinion],
    [t("work-orders.signed_by"), work.signature_name],
    ...work.visits.map((visit): [string, ReactNode] => [t("work-orders.visit"), <Visit visit={visit} />]),
  ];
  return <FactList facts={facts} />;
}

/** What the customer said when customer service asked (M-29). */
function Visit({ visit }: { visit: Work["visits"][number] }) {
  const t = useT();
  return (
    <span>
      <b className={visit.answer === "DISSATISFIED" ? "red" : undefined}>{word("work-orders.answer", visit.answer)}</b>{" "}
      · {t(visit.on_site ? "work-orders.on_site" : "work-orders.by_phone")} · <StaffName id={visit.by} />{" "}
      {dayAndTime(visit.at)} {visit.opinion}
    </span>
  );
}

/** Everything that is not the next step: told, another time, no, again, to the manager, cleared. */
function Others(props: {
  work: Work;
  onMove: () => void;
  onClose: () => void;
  onDeclined: (work: Work) => void;
  wish: Command<Work>;
}) {
  const { work, onMove, onClose, onDeclined, wish } = props;
  const t = useT();
  const may = useMay();
  const after = { invalidates: STALE, onDone: onClose };
  const told = useCommand({ run: (_: null, sent: Sent) => steps.answer(work, sent), ...after });
  const [asWish, setAsWish] = useState(false);
  const decline = useCommand({
    run: (why: string, sent: Sent) => steps.decline(work, why, sent),
    invalidates: STALE,
    onDone: (declined) => {
      if (!asWish) return onClose();
      onDeclined(declined);
      void wish.submit(declined);
    },
  });
  const redo = useCommand({ run: (why: string, sent: Sent) => steps.redo(work, why, sent), ...after });
  const escalate = useCommand({ run: (why: string, sent: Sent) => steps.escalate(work, why, sent), ...after });
  const cancel = useCommand({ run: (why: string, sent: Sent) => steps.cancel(work, why, sent), ...after });
  const dispatches = may("reception.work_orders.dispatch");
  const does = may("reception.work_orders.do");
  const { state } = work;
  const again = state === "DONE" || (state === "ESCALATED" && may("reception.work_orders.settle"));
  const asked = { input: (why: string) => why, reason: true, button: { size: "small" as const } };
  return (
    <>
      <div className="row-actions">
        <Button size="small" icon={<PrinterOutlined />} onClick={() => printPaper(WORK_ORDER, work.id)}>
          {t("work-orders.print")}
        </Button>
        {work.waits_for === "ANSWER" && !(dispatches && UNDISPATCHED.includes(state)) && (
          <Button size="small" loading={told.pending} onClick={() => void told.submit(null)}>
            {t("work-orders.told")}
          </Button>
        )}
        {does && (BEFORE_WORK.includes(state) || state === "IN_WORK") && (
          <Button size="small" onClick={onMove}>
            {t("work-orders.move")}
          </Button>
        )}
        {dispatches && UNDISPATCHED.includes(state) && (
          <ConfirmAction
            {...asked}
            label={t("work-orders.decline")}
            question={
              <>
                <p>{t("work-orders.decline_question")}</p>
                {may("customer_service.wishes.note") && (
                  <Checkbox checked={asWish} onChange={({ target }) => setAsWish(target.checked)}>
                    {t("work-orders.as_wish")}
                  </Checkbox>
                )}
              </>
            }
            asks={t("work-orders.explanation")}
            command={decline}
          />
        )}
        {does && again && (
          <ConfirmAction
            {...asked}
            label={t("work-orders.redo")}
            question={t("work-orders.redo_question")}
            command={redo}
          />
        )}
        {does && (state === "IN_WORK" || (state === "DONE" && work.redone > 0)) && (
          <ConfirmAction
            {...asked}
            label={t("work-orders.escalate")}
            question={t("work-orders.escalate_question")}
            command={escalate}
          />
        )}
        {dispatches && BEFORE_WORK.includes(state) && (
          <ConfirmAction
            {...asked}
            button={{ size: "small", danger: true }}
            label={t("work-orders.cancel")}
            question={t("work-orders.cancel_question")}
            command={cancel}
          />
        )}
      </div>
      <ProblemAlert problem={told.problem} retry={told.retry} />
    </>
  );
}
