import { Button, Radio } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { dayAndTime } from "@/format";
import { useT } from "@/i18n";
import { useMay } from "@/session/session";
import { Empty, Field, FormDialog, Lines, StaffName } from "@/ui";
import type { Part } from "../types";

type VisitIn = components["schemas"]["reception_ShootVisitIn"];

const TOPICS = ["feeling", "waiting", "lunch", "flow", "technicians"] as const;
type Topic = (typeof TOPICS)[number];
type Marks = Record<Topic, number | null>;

const MARKS = [1, 2, 3, 4, 5];
/** What is marked so low needs somebody's hand now. */
const LOW = 2;
const NOTHING: Marks = { feeling: null, waiting: null, lunch: null, flow: null, technicians: null };

/** All five, or null while one is missing. */
function whole({ feeling, waiting, lunch, flow, technicians }: Marks, note: string): VisitIn | null {
  if (feeling === null || waiting === null || lunch === null || flow === null || technicians === null) return null;
  return { feeling, waiting, lunch, flow, technicians, note: note.trim() };
}

/** How does it go? Five marks and a word (REC-19). */
function Visit({ orderId, onClose }: { orderId: string; onClose: () => void }) {
  const t = useT();
  const [marks, setMarks] = useState(NOTHING);
  const [note, setNote] = useState("");
  const command = useCommand({
    run: (body: VisitIn, sent) =>
      answer(
        api.POST("/v1/orders/{order_id}/shoot-visits", {
          params: { path: { order_id: orderId } },
          body,
          headers: sent.headers,
        }),
      ),
    onDone: onClose,
    invalidates: [["reception", "part", orderId]],
  });
  return (
    <FormDialog {...{ command, onClose }} title={t("reception.shoot_visit.record")} body={whole(marks, note)}>
      {TOPICS.map((topic) => (
        <Field key={topic} name={topic} group needed label={t(`reception.shoot_visit.${topic}`)}>
          <Radio.Group
            aria-label={t(`reception.shoot_visit.${topic}`)}
            optionType="button"
            value={marks[topic]}
            onChange={(event) => setMarks({ ...marks, [topic]: event.target.value as number })}
            options={MARKS.map((mark) => ({ value: mark, label: String(mark) }))}
          />
        </Field>
      ))}
      <p className="quiet">{t("reception.shoot_visit.scale")}</p>
      <Lines name="note" label={t("reception.shoot_visit.note")} value={note} onChange={setNote} />
    </FormDialog>
  );
}

/** 探班: the owner looks in during the shoot, managers by sample; what was marked low stands out (REC-19). */
export function ShootVisits({ part }: { part: Part }) {
  const t = useT();
  const may = useMay();
  const [visiting, setVisiting] = useState(false);
  const { order, shoot_visits: visits } = part;
  const here = ["CHECKED_IN", "SHOT"].includes(order.state);
  if (!here && visits.length === 0) return null;
  return (
    <section className="block" aria-label={t("reception.shoot_visit.title")}>
      <h2>
        {t("reception.shoot_visit.title")} <span className="count">{visits.length}</span>
      </h2>
      {visits.length === 0 && <Empty text={t("reception.shoot_visit.none")} />}
      <ul className="plain-list">
        {visits.map((one) => (
          <li key={one.id}>
            <div className="line">
              <span className="line-main">
                {TOPICS.map((topic) => (
                  <span key={topic} className={one[topic] <= LOW ? "red" : ""}>
                    {t(`reception.shoot_visit.${topic}`)} {one[topic]}{" "}
                  </span>
                ))}
                {one.note && <span> · {one.note}</span>}
                <br />
                <span className="quiet">
                  {dayAndTime(one.at)} · <StaffName id={one.visitor_id} /> ·{" "}
                  {t(`reception.shoot_visit.role.${one.visitor_role}`)}
                </span>
              </span>
            </div>
          </li>
        ))}
      </ul>
      {here && may("reception.shoot_visits.record") && (
        <div className="rc-block-actions">
          <Button onClick={() => setVisiting(true)}>{t("reception.shoot_visit.record")}</Button>
        </div>
      )}
      {visiting && <Visit orderId={order.id} onClose={() => setVisiting(false)} />}
    </section>
  );
}
