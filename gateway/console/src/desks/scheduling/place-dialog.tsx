import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Input, Select } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type Problem } from "@/api";
import { clockTime, dayAndTime, isoDay } from "@/format";
import { hasText, t as text, useT, word } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import { ClockInput, CountInput, DayInput, Field, ProblemAlert } from "@/ui";
import { awayWords } from "./away";
import { Dialog } from "./dialog";
import { CustomerNames } from "./desk-nav";
import { clockOfMinutes, minutesOfClock, minutesOn, momentAt } from "./moments";
import {
  clashesOf,
  freeNearby,
  GROUPS,
  isShoot,
  usualMinutes,
  wantedResources,
  type Board,
  type Booking,
  type Clash,
  type Draft,
  type Kind,
} from "./planning";
import { useBoard } from "./readings";

type Location = "STUDIO" | "LOCAL_OUTDOOR" | "SEA" | "AT_HOME";
const KINDS: readonly Kind[] = ["SHOOT", "RESHOOT", "FITTING", "SELECTION", "LAYOUT_REVIEW", "PICKUP", "WEDDING_DAY"];
const LOCATIONS: readonly Location[] = ["STUDIO", "LOCAL_OUTDOOR", "SEA", "AT_HOME"];
const REASONS = ["customer", "weather", "staff", "room"] as const;

interface Wish {
  draft: Draft;
  location: Location;
  reason: string;
  confirmed: boolean;
}

function usualLocation(kind: Kind, category: string | null | undefined): Location {
  if (!isShoot(kind)) return "STUDIO";
  if (category === "WEDDING_SEA") return "SEA";
  return category === "WEDDING_OUTDOOR" ? "LOCAL_OUTDOOR" : "STUDIO";
}

/** What only a manager lets through, and the words he confirms it with. */
const BY_A_MANAGER: Record<string, "scheduling.confirm_over_weddings" | "scheduling.confirm_late_wedding_day"> = {
  "capacity.wedding_first": "scheduling.confirm_over_weddings",
  "booking.wedding_day_late": "scheduling.confirm_late_wedding_day",
};

async function clearanceFor(order_id: string): Promise<string> {
  const body = { gate: "SELECTION_BOOKING" as const };
  const path = { order_id };
  return (await answer(api.POST("/v1/orders/{order_id}/clearances", { params: { path }, body }))).token;
}

/** Send the wish: a first time for an order, or another time for a booking. */
async function place(wish: Wish, lanes: Board["lanes"], zone: string, key: string): Promise<Booking> {
  const { draft, location, reason, confirmed } = wish;
  const starts_at = momentAt(draft.day, draft.start, zone);
  const resources = wantedResources(draft, lanes);
  const shared = { starts_at, manager_confirmation: confirmed, ...resources };
  if (draft.booking) {
    const length = (Date.parse(draft.booking.ends_at) - Date.parse(draft.booking.starts_at)) / 60_000;
    const body = { ...shared, reason, ...(length === draft.minutes ? {} : { minutes: draft.minutes }) };
    return answer(
      api.POST("/v1/bookings/{booking_id}/move", { params: { path: { booking_id: draft.booking.id } }, body }),
    );
  }
  const order_id = draft.order?.order_id ?? "";
  const usual = usualMinutes(draft.kind, draft.order?.category);
  const clearance = draft.kind === "SELECTION" ? await clearanceFor(order_id) : null;
  const body = {
    ...shared,
    order_id,
    kind: draft.kind,
    location,
    clearance,
    resource_ids: resources?.resource_ids ?? [],
    dress_ids: [],
    ...(usual === draft.minutes ? {} : { minutes: draft.minutes }),
  };
  return answer(api.POST("/v1/bookings", { params: { header: { "idempotency-key": key } }, body }));
}

/** Says when, where and why before a booking is made or moved; shows what is in the way and what is free. */
export function PlaceDialog(props: { draft: Draft; onClose: () => void; onDone: (booking: Booking) => void }) {
  const { draft: given, onClose, onDone } = props;
  const t = useT();
  const may = useMay();
  const { time_zone: zone } = useBranch();
  const category = given.booking?.category ?? given.order?.category;
  const [wish, setWish] = useState<Wish>({
    draft: given,
    location: given.booking?.location ?? usualLocation(given.kind, category),
    reason: "",
    confirmed: false,
  });
  const { draft } = wish;
  const { data: board } = useBoard(draft.day);
  const change = (more: Partial<Draft>) => setWish((old) => ({ ...old, draft: { ...old.draft, ...more } }));
  const command = useCommand<Wish, Booking>({
    run: (input, sent) => place(input, board?.lanes ?? [], zone, sent.headers["Idempotency-Key"]),
    onDone,
    invalidates: [["scheduling"], ["today"], ["order"]],
  });
  const ready = draft.day !== "" && board !== undefined && (draft.booking === null || wish.reason.trim() !== "");
  const submit = () => ready && void command.submit(wish);
  const decided = BY_A_MANAGER[command.problem?.code ?? ""];
  const title = `${t(draft.booking ? "scheduling.move" : "scheduling.book")} · ${word("booking", draft.kind)}`;
  return (
    <Dialog
      title={title}
      width={620}
      okText={t(draft.booking ? "scheduling.move" : "scheduling.book")}
      cancelText={t("form.back")}
      okButtonProps={{ disabled: !ready }}
      confirmLoading={command.pending}
      onOk={submit}
      onCancel={onClose}
    >
      <div className="stack">
        <div className="quiet">
          <span className="number">{given.order?.number}</span> {word("category", category)}{" "}
          <CustomerNames orderId={given.booking?.order_id ?? given.order?.order_id ?? ""} />
        </div>
        <When draft={draft} change={change} />
        <Where wish={wish} setWish={setWish} board={board} change={change} />
        {draft.booking && <Why reason={wish.reason} onChange={(reason) => setWish((old) => ({ ...old, reason }))} />}
        <InTheWay draft={draft} board={board} onPick={change} />
        <Refused problem={command.problem} retry={command.retry} zone={zone} onPick={change} />
        {may("scheduling.capacity.override") && decided && (
          <Checkbox
            checked={wish.confirmed}
            onChange={(event) => setWish((old) => ({ ...old, confirmed: event.target.checked }))}
          >
            {t(decided)}
          </Checkbox>
        )}
      </div>
    </Dialog>
  );
}

function When({ draft, change }: { draft: Draft; change: (more: Partial<Draft>) => void }) {
  const t = useT();
  return (
    <div className="sched-fields">
      <Field name="starts_at" needed label={t("scheduling.day")} with={draft.start}>
        <DayInput min={isoDay()} value={draft.day} onChange={(day) => change({ day })} />
      </Field>
      <Field label={t("scheduling.start")}>
        <ClockInput
          autoFocus={!draft.booking}
          value={clockOfMinutes(draft.start)}
          onChange={(clock) => change({ start: minutesOfClock(clock) ?? draft.start })}
        />
      </Field>
      <Field name="minutes" label={t("scheduling.minutes")}>
        <CountInput
          needed
          least={15}
          most={960}
          step={15}
          value={draft.minutes}
          onChange={(minutes) => minutes && change({ minutes })}
        />
      </Field>
    </div>
  );
}

function Where(props: {
  wish: Wish;
  setWish: (next: (old: Wish) => Wish) => void;
  board: Board | undefined;
  change: (more: Partial<Draft>) => void;
}) {
  const { wish, setWish, board, change } = props;
  const t = useT();
  const { draft } = wish;
  const category = draft.order?.category;
  const groups = (["teams", "rooms", "seats", "people"] as const).map((group) => ({
    label: t(`scheduling.group.${group}`),
    options: (board?.lanes ?? [])
      .filter(({ kind }) => (GROUPS[group] as readonly string[]).includes(kind))
      .map(({ resource_id, name }) => ({ value: resource_id, label: name })),
  }));
  return (
    <div className="sched-fields">
      {!draft.booking && (
        <>
          <Field name="kind" label={t("order.kind")}>
            <Select
              value={draft.kind}
              onChange={(kind: Kind) => {
                change({ kind, minutes: usualMinutes(kind, category), lane: null });
                setWish((old) => ({ ...old, location: usualLocation(kind, category) }));
              }}
              options={KINDS.map((kind) => ({ value: kind, label: word("booking", kind) }))}
            />
          </Field>
          <Field name="location" label={t("field.location")}>
            <Select
              value={wish.location}
              onChange={(location: Location) => setWish((old) => ({ ...old, location }))}
              options={LOCATIONS.map((one) => ({ value: one, label: word("value", one) }))}
            />
          </Field>
        </>
      )}
      <Field name="resource_ids" label={t("order.with")}>
        <Select
          value={draft.lane ?? ""}
          showSearch={{ optionFilterProp: "label" }}
          onChange={(lane: string) => change({ lane: lane || draft.from })}
          options={[
            { value: draft.from && draft.booking ? draft.from : "", label: t(keeps(draft)) },
            ...groups.filter(({ options }) => options.length > 0),
          ]}
        />
      </Field>
    </div>
  );
}

const keeps = (draft: Draft) => (draft.booking ? "scheduling.unchanged" : "scheduling.automatic");

function Why({ reason, onChange }: { reason: string; onChange: (reason: string) => void }) {
  const t = useT();
  return (
    <Field name="reason" needed label={t("form.reason")}>
      <Input data-begin value={reason} maxLength={200} onChange={(event) => onChange(event.target.value)} />
      <span className="sched-picks">
        {REASONS.map((one) => (
          <Button key={one} size="small" onClick={() => onChange(t(`scheduling.reason.${one}`))}>
            {t(`scheduling.reason.${one}`)}
          </Button>
        ))}
      </span>
    </Field>
  );
}

/** "Studio 1: 09:00–13:00 Shoot" */
export function clashWords({ lane, entry }: Clash): string {
  const what = entry.kind ? word("booking", entry.kind) : awayWords(entry.note);
  return `${lane.name} ${clockTime(entry.starts_at)}–${clockTime(entry.ends_at)} ${what}`;
}

function InTheWay(props: { draft: Draft; board: Board | undefined; onPick: (more: Partial<Draft>) => void }) {
  const { draft, board, onPick } = props;
  const t = useT();
  const { id: branch_id, time_zone: zone } = useBranch();
  const clashes = clashesOf(draft, board, zone);
  const category = draft.order?.category ?? draft.booking?.category;
  const free = useQuery({
    queryKey: ["scheduling", "free", branch_id, draft.kind, category, draft.day, draft.minutes],
    enabled: draft.booking === null && draft.day !== "" && Boolean(category),
    queryFn: async () => {
      const query = {
        branch_id,
        kind: draft.kind,
        category: category ?? "FAMILY",
        from: draft.day,
        to: draft.day,
        minutes: draft.minutes,
      };
      const { slots } = await answer(api.GET("/v1/free-slots", { params: { query } }));
      return slots.map(({ starts_at }) => minutesOn(draft.day, starts_at, zone));
    },
  });
  // Free for the house is not free for the room or team that was chosen.
  const fitting = (free.data ?? []).filter((start) => clashesOf({ ...draft, start }, board, zone).length === 0);
  const nearest = fitting.toSorted((a, b) => Math.abs(a - draft.start) - Math.abs(b - draft.start));
  const starts = draft.booking
    ? clashes.length > 0
      ? freeNearby(draft, board, zone, [540, 1200])
      : []
    : nearest.slice(0, 6).toSorted((a, b) => a - b);
  return (
    <>
      {clashes.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t("scheduling.in_the_way")}
          description={[...new Set(clashes.map(clashWords))].slice(0, 4).join("; ")}
        />
      )}
      {starts.length > 0 && (
        <div className="sched-picks">
          <span className="quiet">{t("scheduling.free_times")}</span>
          {starts.map((start) => (
            <Button key={start} size="small" onClick={() => onPick({ start })}>
              {clockOfMinutes(start)}
            </Button>
          ))}
        </div>
      )}
      {draft.booking === null && free.data && fitting.length === 0 && (
        <p className="red">{t("scheduling.no_free_time")}</p>
      )}
    </>
  );
}

/** What a refusal says is in the way: "Studio 1 09:00–13:00 Shoot; …" */
export function conflictWords(problem: Problem | null): string {
  const found = (problem?.details["conflicts"] ?? []) as {
    resource_name: string;
    kind: string;
    starts_at: string;
    ends_at: string;
  }[];
  const told = found.map((one) => {
    const kind = hasText(`booking.${one.kind}`) ? word("booking", one.kind) : text("scheduling.away");
    return `${one.resource_name} ${clockTime(one.starts_at)}–${clockTime(one.ends_at)} ${kind}`;
  });
  return [...new Set(told)].slice(0, 4).join("; ");
}

interface Alternative {
  starts_at: string;
}

/** A refusal with what was in the way and other times to take by a click. */
function Refused(props: {
  problem: Problem | null;
  retry: (() => Promise<boolean>) | null;
  zone: string;
  onPick: (more: Partial<Draft>) => void;
}) {
  const { problem, retry, zone, onPick } = props;
  const t = useT();
  if (!problem) return null;
  const others = (problem.details["alternatives"] ?? []) as Alternative[];
  const told = conflictWords(problem);
  return (
    <>
      <ProblemAlert problem={problem} retry={retry} />
      {told && <p>{told}</p>}
      {others.length > 0 && (
        <div className="sched-picks">
          <span className="quiet">{t("scheduling.alternatives")}</span>
          {others.map(({ starts_at }) => (
            <Button
              key={starts_at}
              size="small"
              onClick={() => {
                const day = isoDay(new Date(starts_at));
                onPick({ day, start: minutesOn(day, starts_at, zone) });
              }}
            >
              {dayAndTime(starts_at)}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}
