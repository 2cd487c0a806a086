import { Checkbox } from "antd";
import { answer, api, useCommand, type components } from "@/api";
import { dayAndTime } from "@/format";
import { useT, word } from "@/i18n";
import { useMay } from "@/session/session";
import { StaffName } from "@/ui";
import "./texts";

export type Preparation = components["schemas"]["post_production_PreparationOut"];
export type Point = components["schemas"]["post_production_Tick"];
type Act = { row: Preparation; point: Point; done: boolean };

export const PREPARATIONS = ["selection-preparations"] as const;
/** Facts after which a list of preparations is old. */
export const LIVE = ["booking.", "photos.", "selection.", "order.", "shoot."] as const;

/** Ticking what was done, or taking it back. */
export function useTick() {
  return useCommand({
    run: ({ row, point, done }: Act, sent) =>
      answer(
        api.POST("/v1/selection-preparations/{booking_id}/ticks", {
          params: { path: { booking_id: row.booking_id } },
          body: { point, done },
          headers: sent.headers,
        }),
      ),
    invalidates: [PREPARATIONS],
  });
}

/** Who ticked it, if somebody has and it still holds. */
export function isDone(row: Preparation, point: Point): boolean {
  return !row.open.includes(point);
}

/** What the system knows itself: how many photos are here, and the first thing that is still expected. */
export function PhotosHere({ row }: { row: Preparation }) {
  const t = useT();
  return (
    <>
      {(row.photos > 0 || row.missing.length === 0) && t("selection-preparations.photo_count", { count: row.photos })}{" "}
      {row.missing.slice(0, 1).map((one) => (
        <span key={one} className={row.late ? "tag tag-red" : "tag"}>
          {word("selection-preparations.missing", one)}
        </span>
      ))}
    </>
  );
}

/** One tick with who made it. */
export function Tick(props: { row: Preparation; point: Point; tick: ReturnType<typeof useTick>; label?: boolean }) {
  const { row, point, tick, label = false } = props;
  const t = useT();
  const may = useMay();
  const done = isDone(row, point);
  const made = point === "DISC_BURNT" ? row.disc_burnt : row.order_pulled;
  const old = made !== null && !done;
  const waits = point === "DISC_BURNT" && row.missing.length > 0 && !done;
  return (
    <Checkbox
      aria-label={t(`selection-preparations.tick.${point}`)}
      checked={done}
      disabled={!may("post_production.preparations.tick") || tick.pending || waits}
      onChange={({ target }) => void tick.submit({ row, point, done: target.checked })}
    >
      {label && t(`selection-preparations.tick.${point}`)}{" "}
      {made && !old && (
        <span className="quiet" title={dayAndTime(made.at)}>
          <StaffName id={made.by} /> {label && dayAndTime(made.at)}
        </span>
      )}
      {old && (
        <span className="tag">
          {t("selection-preparations.on_disc", { on_disc: row.disc_photos ?? 0, photos: row.photos })}
        </span>
      )}
    </Checkbox>
  );
}

/** Whether everything is laid ready. */
export function HowFar({ row }: { row: Preparation }) {
  const t = useT();
  const state = row.late ? "late" : row.open.length > 0 ? "open" : "ready";
  return <span className={row.late ? "tag tag-red" : "tag"}>{t(`selection-preparations.${state}`)}</span>;
}
