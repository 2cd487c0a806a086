import { useT } from "@/i18n";

/** Counts as bars, most first. */
export function CountBars({ title, counts }: { title: string; counts: readonly { name: string; count: number }[] }) {
  const t = useT();
  const sorted = [...counts].sort((a, b) => b.count - a.count);
  const most = sorted[0]?.count ?? 1;
  return (
    <section className="block" aria-label={title}>
      <h2>{title}</h2>
      {sorted.length === 0 && <p className="quiet">{t("customer-service.report.nothing")}</p>}
      <ul className="count-bars">
        {sorted.map(({ name, count }) => (
          <li key={name}>
            <span>{name}</span>
            <span className="count-bar" style={{ width: `${Math.max(3, (count / most) * 100)}%` }} aria-hidden />
            <span className="number">{count}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
