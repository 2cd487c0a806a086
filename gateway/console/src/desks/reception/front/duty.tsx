import { useQuery } from "@tanstack/react-query";
import { answer, api, asProblem } from "@/api";
import { useT } from "@/i18n";
import { useBranch, useSession } from "@/session/session";
import { ProblemAlert, StaffName } from "@/ui";

/** Who is on duty today and calls tomorrow's customers, and who is tomorrow (REC-10). */
export function OnDuty() {
  const t = useT();
  const { id: branch_id } = useBranch();
  const { me } = useSession();
  const { data, error, refetch } = useQuery({
    queryKey: ["reception", "duties", branch_id],
    queryFn: () => answer(api.GET("/v1/duties/{branch_id}", { params: { path: { branch_id } } })),
    meta: { live: ["duty.", "leave."] },
  });
  if (error) return <ProblemAlert problem={asProblem(error)} retry={() => refetch()} />;
  const days = data?.days.filter((one) => one.open) ?? [];
  const today = days.find((one) => one.day === data?.today);
  const next = days.find((one) => one !== today);
  const clerk = today?.proxy_id ?? today?.clerk_id;
  if (!clerk) return null;
  return (
    <p className="rc-duty">
      {t("reception.duty.today")} <b>{clerk === me.staff ? t("reception.duty.you") : <StaffName id={clerk} />}</b>
      {next?.clerk_id && (
        <span className="quiet">
          {" "}
          · {t("reception.duty.next")} <StaffName id={next.proxy_id ?? next.clerk_id} />
        </span>
      )}
    </p>
  );
}
