import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { answer, api, asProblem } from "@/api";
import { useT } from "@/i18n";
import { useBranch } from "@/session/session";
import { ProblemAlert, StaffName } from "@/ui";

/** The day's rota with whose turn it is (GEN-02). */
export function useRota(day: string | null) {
  const { id: branch_id } = useBranch();
  return useQuery({
    queryKey: ["reception", "rota", branch_id, day],
    queryFn: () => answer(api.GET("/v1/rotas/{branch_id}/{day}", { params: { path: { branch_id, day: day ?? "" } } })),
    enabled: day !== null,
    meta: { live: ["visit.", "leave."] },
  });
}

/** Who receives the next customer, and who after that (GEN-02). */
export function Rota({ day }: { day: string }) {
  const t = useT();
  const { data, error, refetch } = useRota(day);
  if (error) return <ProblemAlert problem={asProblem(error)} retry={() => refetch()} />;
  if (!data) return <Skeleton active paragraph={false} />;
  if (!data.next_receiver_id) {
    return <p className="down">{t("reception.rota.empty")}</p>;
  }
  const next = data.next_receiver_id;
  const others = data.turns.filter((staff) => staff !== next);
  return (
    <section aria-label={t("reception.rota.title")}>
      <ol className="rc-turns">
        <li className="rc-lead">{t("reception.rota.next")}</li>
        <li className="rc-next">
          <StaffName id={next} />
        </li>
        {others.map((staff) => (
          <li key={staff} className={staff in data.away ? "rc-away" : ""}>
            <StaffName id={staff} />
            {staff in data.away && <span className="quiet"> {t("reception.rota.away")}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
