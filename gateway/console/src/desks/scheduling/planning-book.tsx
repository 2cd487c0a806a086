import { useQuery } from "@tanstack/react-query";
import { Image } from "antd";
import { answer, api, asProblem } from "@/api";
import { useT } from "@/i18n";
import { useMay } from "@/session/session";
import { FactList, ProblemAlert } from "@/ui";

const WISHES = ["wishes", "taste", "do_not", "indoor_outdoor", "framing", "consumption"] as const;
const COUNTS = ["clothes_sets", "photos_per_set"] as const;

/** What the couple wishes: read before things are laid out, before make-up and before the shoot (SCH-15, SHO-05). */
export function PlanningBook({ orderId }: { orderId: string }) {
  const t = useT();
  const may = useMay();
  const reads = may("reception.planning_books.read");
  const book = useQuery({
    queryKey: ["reception", "planning-book", orderId],
    enabled: reads,
    queryFn: () => answer(api.GET("/v1/orders/{order_id}/planning-book", { params: { path: { order_id: orderId } } })),
    meta: { live: ["order."], subject: orderId },
  });
  if (!reads) return null;
  const { data } = book;
  const facts = data
    ? [...WISHES, ...COUNTS].map((name) => [name, data.wishes[name]] as const).filter(([, said]) => said)
    : [];
  return (
    <section className="block" aria-label={t("scheduling.planning.title")}>
      <h3>{t("scheduling.planning.title")}</h3>
      <ProblemAlert problem={book.error ? asProblem(book.error) : null} retry={() => book.refetch()} />
      {data && (
        <p className="quiet">
          {data.package_name} ·{" "}
          {t("scheduling.planning.package", { sets: data.package_sets, photos: data.album_photos })}
        </p>
      )}
      {data?.before_photo && may("reception.before_photos.see") && (
        <Image
          className="sched-face"
          width={160}
          src={`/v1/orders/${orderId}/before-photo`}
          alt={t("scheduling.planning.before_photo")}
        />
      )}
      {data && facts.length === 0 && <p className="down">{t("scheduling.planning.none")}</p>}
      {facts.length > 0 && (
        <FactList facts={facts.map(([name, said]) => [t(`scheduling.planning.${name}`), said] as const)} />
      )}
    </section>
  );
}
