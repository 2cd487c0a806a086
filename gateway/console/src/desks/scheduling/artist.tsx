import { Button } from "antd";
import { answer, api, useCommand } from "@/api";
import { clockTime, isoDay, lateBy } from "@/format";
import { useT } from "@/i18n";
import { useMay, useSession } from "@/session/session";
import { ProblemAlert, StaffName } from "@/ui";
import type { Customer } from "./wall-page";

/** Whether the bride's make-up artist is here in time, and "I am here" until she is (SCH-14). */
export function ArtistLine({ customer }: { customer: Customer }) {
  const t = useT();
  const may = useMay();
  const { me } = useSession();
  const {
    artist_due_at: due,
    artist_here_at: here,
    artist_id,
    artist_late,
    resources,
    booking_id,
    starts_at,
  } = customer;
  const command = useCommand<object>({
    run: (body) =>
      answer(api.POST("/v1/bookings/{booking_id}/artist-presence", { params: { path: { booking_id } }, body })),
    invalidates: [["scheduling"], ["today"]],
  });
  if (!due) return null;
  if (here)
    return (
      <div className="small quiet">
        {t("scheduling.artist_here", { time: clockTime(here) })} <StaffName id={artist_id} />
      </div>
    );
  const mine = resources.some(({ kind, staff_id }) => kind === "MAKEUP_ARTIST" && staff_id === me.staff);
  return (
    <>
      {artist_late ? (
        <div className="wall-wait red">
          {t("scheduling.artist_late")} · <b>{lateBy(due)}</b>
        </div>
      ) : (
        <div className="small quiet">{t("scheduling.artist_due", { time: clockTime(due) })}</div>
      )}
      {may("scheduling.shoots.do") && isoDay(new Date(starts_at)) === isoDay() && (
        <div className="wall-steps">
          <Button size="large" loading={command.pending} onClick={() => void command.submit({})}>
            {t(mine ? "scheduling.i_am_here" : "scheduling.artist_is_here")}
          </Button>
        </div>
      )}
      <ProblemAlert problem={command.problem} retry={command.retry} />
    </>
  );
}
