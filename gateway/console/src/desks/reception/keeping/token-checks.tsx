import { useQuery } from "@tanstack/react-query";
import { answer, api, asProblem } from "@/api";
import { dayAndTime } from "@/format";
import { useT } from "@/i18n";
import { useBranch } from "@/session/session";
import { ProblemAlert, StaffName } from "@/ui";

const SHOWN = 6;

/** The last checks of tokens against lockers: what did not match, and why (M-37). */
export function TokenChecks() {
  const t = useT();
  const { id: branch_id } = useBranch();
  const { data, error, refetch } = useQuery({
    queryKey: ["reception", "token-checks", branch_id],
    queryFn: () => answer(api.GET("/v1/token-checks", { params: { query: { branch_id, limit: SHOWN } } })),
  });
  if (error) return <ProblemAlert problem={asProblem(error)} retry={() => refetch()} />;
  if (!data || data.items.length === 0) return null;
  return (
    <section className="block" aria-label={t("reception.tokens.checks")}>
      <h2>{t("reception.tokens.checks")}</h2>
      <ul className="plain-list">
        {data.items.map((one) => (
          <li key={one.id}>
            {dayAndTime(one.checked_at)} {t(`reception.tokens.${one.time}`)} <StaffName id={one.checked_by} />{" "}
            {one.missing.length + one.surplus.length === 0 && t("reception.tokens.matched")}
            {one.missing.length > 0 && (
              <span className="red">{t("reception.tokens.missing", { numbers: one.missing.join(", ") })}</span>
            )}{" "}
            {one.surplus.length > 0 && (
              <span className="red">{t("reception.tokens.surplus", { numbers: one.surplus.join(", ") })}</span>
            )}{" "}
            {one.note}
          </li>
        ))}
      </ul>
    </section>
  );
}
