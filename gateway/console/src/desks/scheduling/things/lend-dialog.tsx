import { useQuery } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { everyPage } from "@/api/every-page";
import { isoDay } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useSession } from "@/session/session";
import { ClockInput, CountInput, DayInput, Field, FormDialog, useColleagues } from "@/ui";
import { minutesOfClock, momentAt } from "../moments";
import { MOVES, STALE, type Thing } from "./kinds";

type Wish = components["schemas"]["scheduling_LoanIn"];

interface Line {
  thing: Thing;
  quantity: number | null;
}

const leftOf = (thing: Thing) => thing.quantity - thing.out;

function useReady(): readonly Thing[] {
  const { id: branch_id } = useBranch();
  const { data } = useQuery({
    queryKey: ["scheduling", "things", branch_id, "ready"],
    queryFn: () =>
      everyPage((cursor) =>
        answer(api.GET("/v1/things", { params: { query: { branch_id, care: "READY", limit: 200, cursor } } })),
      ),
    meta: { live: MOVES },
  });
  return data?.filter((thing) => leftOf(thing) > 0) ?? [];
}

/** Things go out together: each by its number or name and Enter, then for what, until when, for whom (SHO-01, M-24). */
export function LendDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { time_zone: zone } = useBranch();
  const { me } = useSession();
  const things = useReady();
  const [lines, setLines] = useState<readonly Line[]>([]);
  const [borrower_id, setBorrower] = useState(me.staff);
  const [purpose, setPurpose] = useState("");
  const [day, setDay] = useState(isoDay());
  const [hour, setHour] = useState("20:00");
  const command = useCommand<Wish>({
    run: (body, { headers }) => answer(api.POST("/v1/loans", { body, headers })),
    onDone: onClose,
    invalidates: STALE,
  });
  const taken = lines.map(({ thing }) => thing.id);
  const add = (id: string) => {
    const thing = things.find((one) => one.id === id);
    if (thing) setLines([...lines, { thing, quantity: 1 }]);
  };
  const set = (id: string, quantity: number | null) =>
    setLines(lines.map((line) => (line.thing.id === id ? { ...line, quantity } : line)));
  const minutes = minutesOfClock(hour);
  const whole = lines.length > 0 && lines.every(({ quantity }) => quantity !== null);
  const ready = whole && purpose.trim() !== "" && day !== "" && minutes !== null;
  const body: Wish | null = ready
    ? {
        borrower_id,
        purpose: purpose.trim(),
        due_at: momentAt(day, minutes, zone),
        lines: lines.map(({ thing, quantity }) => ({ thing_id: thing.id, quantity: quantity ?? 1 })),
      }
    : null;
  const staff = useColleagues().map(({ id, display_name }) => ({ value: id, label: display_name }));
  return (
    <FormDialog {...{ command, body, onClose }} title={t("scheduling.things.lend")} ok={t("scheduling.things.lend")}>
      <Field label={t("scheduling.things.what")}>
        <Select<string | null>
          autoFocus
          showSearch={{ optionFilterProp: "label" }}
          value={null}
          placeholder={t("scheduling.things.what_hint")}
          onChange={(id) => id && add(id)}
          options={things
            .filter(({ id }) => !taken.includes(id))
            .map((thing) => ({
              value: thing.id,
              label: [thing.mark, thing.name, word("scheduling.kind", thing.kind), thing.colour]
                .filter(Boolean)
                .join(" · "),
            }))}
        />
      </Field>
      <ul className="plain-list things-taken" aria-label={t("scheduling.things.taken")}>
        {lines.map(({ thing, quantity }) => (
          <li key={thing.id} className="line">
            <span className="line-main">
              {thing.name} <span className="quiet number">{thing.mark}</span>
            </span>
            {leftOf(thing) > 1 && (
              <CountInput
                needed
                className="things-number"
                least={1}
                most={leftOf(thing)}
                value={quantity}
                onChange={(next) => set(thing.id, next)}
                aria-label={`${t("scheduling.things.quantity")} ${thing.name}`}
              />
            )}
            <Button onClick={() => setLines(lines.filter((line) => line.thing.id !== thing.id))}>
              {t("scheduling.remove")}
            </Button>
          </li>
        ))}
      </ul>
      <Field name="purpose" needed label={t("scheduling.things.purpose")}>
        <Input maxLength={200} value={purpose} onChange={(event) => setPurpose(event.target.value)} />
      </Field>
      <div className="sched-fields">
        <Field name="due_at" needed label={t("scheduling.things.due_day")}>
          <DayInput min={isoDay()} value={day} onChange={setDay} />
        </Field>
        <Field name="due_at" needed label={t("scheduling.things.due_hour")}>
          <ClockInput value={hour} onChange={setHour} />
        </Field>
      </div>
      <Field name="borrower_id" needed label={t("scheduling.things.borrower")}>
        <Select showSearch={{ optionFilterProp: "label" }} value={borrower_id} onChange={setBorrower} options={staff} />
      </Field>
    </FormDialog>
  );
}
