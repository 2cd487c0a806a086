import { Button } from "antd";
import { answer, api } from "@/api/client";
import { useCommand } from "@/api/command";
import { lateBy } from "@/format";
import { useT } from "@/i18n";
import { useSession } from "@/session/session";
import { ProblemAlert } from "@/ui/problem-alert";
import { artistAwaited, type Appointment } from "./lines";

/** "I am here" for the bride's make-up artist, and for everybody else that she is late (SCH-14). */
export function ArtistHere({ one }: { one: Appointment }) {
  const t = useT();
  const { me, may } = useSession();
  const path = { booking_id: one.id };
  const command = useCommand<object>({
    run: (body) => answer(api.POST("/v1/bookings/{booking_id}/artist-presence", { params: { path }, body })),
  });
  const whose = artistAwaited(one, me.staff);
  if (!whose) return null;
  const late = lateBy(one.artist_due_at);
  return (
    <>
      {late && (
        <span className="tag tag-red">
          {t("today.artist_late")} {late}
        </span>
      )}
      {whose === "me" && may("scheduling.shoots.do") && (
        <Button size="small" loading={command.pending} onClick={() => void command.submit({})}>
          {t("today.i_am_here")}
        </Button>
      )}
      <ProblemAlert problem={command.problem} retry={command.retry} />
    </>
  );
}
