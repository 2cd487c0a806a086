import { useQuery } from "@tanstack/react-query";
import { answer, api, asProblem } from "@/api";
import { currentLanguage, useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { ProblemAlert } from "@/ui";

/** The day's traffic with conversion and why customers left (REC-23). */
export function Traffic({ day }: { day: string }) {
  const t = useT();
  const { id: branch_id } = useBranch();
  const { data, error, refetch } = useQuery({
    queryKey: ["reception", "traffic", branch_id, day],
    queryFn: () => answer(api.GET("/v1/traffic/{branch_id}/{day}", { params: { path: { branch_id, day } } })),
    meta: { live: ["visit.", "order."] },
  });
  if (!data) return error ? <ProblemAlert problem={asProblem(error)} retry={() => refetch()} /> : null;
  const share = new Intl.NumberFormat(currentLanguage(), { style: "percent", maximumFractionDigits: 1 });
  const figures: [string, string | number][] = [
    ["visits", data.visits],
    ["ordered", data.ordered],
    ["conversion", share.format(data.conversion)],
    ["open", data.open],
    ["lost", data.lost],
  ];
  const losses = Object.entries(data.loss_reasons);
  return (
    <section className="block" aria-label={t("reception.traffic.title")}>
      <h2>{t("reception.traffic.title")}</h2>
      <dl className="rc-figures">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`reception.traffic.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {losses.length > 0 && (
        <p>
          {t("reception.traffic.reasons")}{" "}
          {losses.map(([reason, count]) => `${word("reception.loss", reason)} ${count}`).join(" · ")}
        </p>
      )}
      {data.not_explained.length > 0 && (
        <p className="red">{t("reception.traffic.not_explained", { numbers: data.not_explained.join(", ") })}</p>
      )}
    </section>
  );
}
