import { useQueryClient } from "@tanstack/react-query";
import { Button, Checkbox, Input } from "antd";
import { CheckOutlined, PrinterOutlined } from "@ant-design/icons";
import { useState } from "react";
import { answer, api, useCommand } from "@/api";
import { useSeen } from "@/api/seen";
import { useT } from "@/i18n";
import { CARE_NOTES, printPaper } from "@/print/open";
import { useMay } from "@/session/session";
import { useShortcut } from "@/shell/shortcuts";
import { CountInput, Field, ProblemAlert } from "@/ui";
import { KeptPhoto, TakePhoto } from "../photo";
import type { Part } from "../types";

const WISHES = ["taste", "wishes", "do_not", "indoor_outdoor", "framing", "consumption"] as const;
const COUNTS = ["clothes_sets", "photos_per_set"] as const;
type Wishes = Record<(typeof WISHES)[number], string> & Record<(typeof COUNTS)[number], number | null>;

function Mark({ done, label }: { done: boolean; label: string }) {
  const t = useT();
  return (
    <li className={done ? "rc-check is-done" : "rc-check"}>
      <span className="rc-mark" aria-hidden>
        {done ? <CheckOutlined /> : "○"}
      </span>
      {label}
      <span className="quiet">{done ? "" : t("reception.booking.missing")}</span>
    </li>
  );
}

/** The booking form until the order is booked, with what it still needs (REC-02). */
export function Booking({ part }: { part: Part }) {
  const t = useT();
  const { order } = part;
  const path = { order_id: order.id };
  const paid = part.receipts.some((one) => one.state === "ISSUED" && (one.form === "R1" || one.form === "R2"));
  const planned = order.planning_book !== null;
  const book = useCommand({
    run: (_id: string, sent) =>
      answer(api.POST("/v1/orders/{order_id}/booking", { params: { path }, headers: sent.headers })),
  });
  const submit = () => void book.submit(order.id);
  useShortcut("b", t("reception.booking.book"), submit, { off: !(paid && planned) });
  return (
    <section className="block stack" aria-label={t("reception.booking.title")}>
      <h2>{t("reception.booking.title")}</h2>
      <ul className="plain-list">
        <Mark done label={t("reception.booking.package", { name: order.package.name })} />
        <Mark done={paid} label={t("reception.booking.receipt")} />
        <Mark done={planned} label={t("reception.booking.plan")} />
      </ul>
      <PlanningBook part={part} />
      <Checklist part={part} />
      <ProblemAlert problem={book.problem} retry={book.retry} />
      <div className="row-actions">
        <span className="grow" />
        <Button type="primary" size="large" disabled={!paid || !planned} loading={book.pending} onClick={submit}>
          {t("reception.booking.book")} <kbd aria-hidden>B</kbd>
        </Button>
      </div>
    </section>
  );
}

/** 新人企划书: what the couple wishes (REC-02). */
function PlanningBook({ part }: { part: Part }) {
  const t = useT();
  const { order } = part;
  const kept = (order.planning_book ?? {}) as Partial<Wishes>;
  // What nobody touched here is shown as it stands, also when somebody else writes it meanwhile.
  const [typed, setTyped] = useState<Partial<Wishes>>({});
  // It folds when it is saved, not when somebody else has saved it.
  const [writing, setWriting] = useState(false);
  const write = (what: Partial<Wishes>) => {
    setTyped({ ...typed, ...what });
    setWriting(true);
  };
  const wishes = Object.fromEntries([
    ...WISHES.map((name) => [name, typed[name] ?? kept[name] ?? ""]),
    ...COUNTS.map((name) => [name, (name in typed ? typed[name] : kept[name]) ?? null]),
  ]) as Wishes;
  const queries = useQueryClient();
  const seen = useSeen(order.version, order.planning_book);
  const save = useCommand({
    run: (body: Wishes, { headers }) =>
      answer(
        api.PUT("/v1/orders/{order_id}/planning-book", {
          params: { path: { order_id: order.id }, header: { "if-match": headers["If-Match"] ?? "" } },
          body,
        }),
      ),
    tag: seen.tag,
    onDone: ({ version, planning_book }) => {
      seen.onSaved(version, planning_book);
      setWriting(false);
    },
    onStale: () => {
      seen.onStale();
      void queries.invalidateQueries({ queryKey: ["reception", "part", order.id] });
    },
  });
  const written = WISHES.some((name) => wishes[name].trim() !== "");
  return (
    <details open={order.planning_book === null || writing}>
      <summary>{t("reception.booking.plan")}</summary>
      <div className="rc-fields">
        {WISHES.map((name) => (
          <Field key={name} name={name} label={t(`reception.plan.${name}`)}>
            <Input.TextArea
              autoSize={{ minRows: 1, maxRows: 4 }}
              maxLength={2000}
              value={wishes[name]}
              onChange={(event) => write({ [name]: event.target.value })}
            />
          </Field>
        ))}
        {COUNTS.map((name) => (
          <Field key={name} name={name} label={t(`reception.plan.${name}`)}>
            <CountInput
              most={name === "clothes_sets" ? 100 : 1000}
              value={wishes[name]}
              onChange={(count) => write({ [name]: count })}
            />
          </Field>
        ))}
      </div>
      <ProblemAlert problem={save.problem} retry={save.retry} />
      <div className="rc-block-actions">
        <Button disabled={!written} loading={save.pending} onClick={() => void save.submit(wishes)}>
          {t("reception.booking.plan_save")}
        </Button>
      </div>
    </details>
  );
}

interface Ticks {
  care_notes_given: boolean;
  service_card_number: string | null;
  gold_card_number: string | null;
}

/** What is handed out and taken at booking (REC-02). */
export function Checklist({ part }: { part: Part }) {
  const t = useT();
  const { order } = part;
  const kept = order.booking_checklist as Partial<Ticks>;
  const [ticks, setTicks] = useState<Ticks>({
    care_notes_given: kept.care_notes_given ?? false,
    service_card_number: kept.service_card_number ?? null,
    gold_card_number: kept.gold_card_number ?? null,
  });
  const save = useCommand({
    run: (body: Ticks, sent) =>
      answer(
        api.PUT("/v1/orders/{order_id}/booking-checklist", {
          params: { path: { order_id: order.id } },
          body,
          headers: sent.headers,
        }),
      ),
  });
  const change = (next: Partial<Ticks>, now: boolean) => {
    const all = { ...ticks, ...next };
    setTicks(all);
    if (now) void save.submit(all);
  };
  return (
    <div className="stack">
      <div className="flags">
        <Checkbox
          checked={ticks.care_notes_given}
          onChange={(event) => change({ care_notes_given: event.target.checked }, true)}
        >
          {t("reception.booking.care_notes_given")}
        </Checkbox>
        <Button size="small" icon={<PrinterOutlined aria-hidden />} onClick={() => printPaper(CARE_NOTES, order.id)}>
          {t("reception.booking.care_notes")}
        </Button>
      </div>
      <BeforePhoto part={part} />
      <div className="rc-fields">
        {(["service_card_number", "gold_card_number"] as const).map((name) => (
          <Field key={name} name={name} label={t(`reception.booking.${name}`)}>
            <Input
              maxLength={40}
              value={ticks[name] ?? ""}
              onChange={(event) => change({ [name]: event.target.value || null }, false)}
              onBlur={() => ticks[name] !== (kept[name] ?? null) && change({}, true)}
            />
          </Field>
        ))}
      </div>
      <ProblemAlert problem={save.problem} retry={save.retry} />
    </div>
  );
}

/** 妆前照: the face before make-up, kept for whoever makes it up (REC-02). */
function BeforePhoto({ part }: { part: Part }) {
  const t = useT();
  const may = useMay();
  const { order } = part;
  const taken = order.booking_checklist["before_photo_taken"] === true;
  const path = `/v1/orders/${order.id}/before-photo`;
  return (
    <div className="flags">
      {taken && may("reception.before_photos.see") && (
        <KeptPhoto path={path} taken={order.version} alt={t("reception.booking.before_photo")} />
      )}
      {may("reception.before_photos.take") && (
        <TakePhoto
          path={path}
          label={t(taken ? "reception.booking.before_photo_again" : "reception.booking.before_photo")}
          invalidates={[["reception", "part", order.id]]}
        />
      )}
      {taken && <span className="quiet">{t("reception.booking.before_photo_taken")}</span>}
    </div>
  );
}
