import { useQuery } from "@tanstack/react-query";
import { answer, api, asProblem } from "@/api";
import { plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { ProblemAlert } from "@/ui";
import { DESK, LIVE } from "./read";

/** Rework of the last thirty days by cause, beside what was finished (part 5). */
export function ReworkFigures() {
  const t = useT();
  const { id: branch_id } = useBranch();
  const { data, error, refetch } = useQuery({
    queryKey: [...DESK, "rework-figures", branch_id],
    queryFn: () => answer(api.GET("/v1/rework-figures/{branch_id}", { params: { path: { branch_id } } })),
    meta: { live: LIVE },
  });
  const title = t("post-production.rework.figures");
  return (
    <section className="block" aria-label={title}>
      <h2>{title}</h2>
      <ProblemAlert problem={error ? asProblem(error) : null} retry={() => refetch()} />
      {data && (
        <p>
          {t("post-production.rework.since", {
            day: plainDay(data.since),
            asked: data.asked,
            refused: data.refused,
            finished: data.finished,
          })}
        </p>
      )}
      <ul className="plain-list">
        {data?.causes.map((one) => (
          <li key={`${one.back_to} ${one.liability}`} className="line">
            <span className="line-main">
              {word("work", one.back_to)} · {word("liability", one.liability)}
            </span>
            <b className="number">{one.reworks}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}
