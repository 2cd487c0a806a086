import { useQuery } from "@tanstack/react-query";
import { Segmented, Skeleton } from "antd";
import { useEffect, useRef, type KeyboardEvent } from "react";
import { answer, api, asProblem } from "@/api";
import { money } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { Empty, ProblemAlert } from "@/ui";
import { CATEGORIES, type Category, type Package } from "../types";

/** The price list of this branch today (M-75). */
export function usePackages() {
  const { id } = useBranch();
  return useQuery({
    queryKey: ["reception", "packages"],
    queryFn: () => answer(api.GET("/v1/packages")),
    select: (all) => all.filter((one) => one.current && (one.branch_id === null || one.branch_id === id)),
    staleTime: 5 * 60_000,
  });
}

/** Choose a package: category first, then a card; the keyboard begins on the cards, arrows move between them. */
export function PackageChooser(props: {
  category: Category | null;
  onCategory: (category: Category) => void;
  chosen: string | null;
  onChoose: (one: Package) => void;
}) {
  const { category, onCategory, chosen, onChoose } = props;
  const t = useT();
  const { data, error, refetch } = usePackages();
  const cards = useRef<HTMLDivElement>(null);
  const begun = data !== undefined;
  useEffect(() => {
    if (begun) cards.current?.querySelector("button")?.focus({ preventScroll: true });
  }, [begun]);
  if (!data) return error ? <ProblemAlert problem={asProblem(error)} retry={() => refetch()} /> : <Skeleton active />;
  const sold = CATEGORIES.filter((one) => data.some((each) => each.category === one));
  const shown = data.filter((one) => category === null || one.category === category);
  const reached = shown.find(({ id }) => id === chosen) ?? shown[0];
  const steer = (event: KeyboardEvent<HTMLButtonElement>) => {
    const way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!way) return;
    event.preventDefault();
    const all = [...(cards.current?.querySelectorAll("button") ?? [])];
    all[all.indexOf(event.currentTarget) + way]?.focus();
  };
  return (
    <section className="stack" aria-label={t("order.package")}>
      <div>
        <Segmented
          aria-label={t("order.category")}
          value={category ?? sold[0]}
          onChange={onCategory}
          options={sold.map((value) => ({ value, label: word("category", value) }))}
        />
      </div>
      {shown.length === 0 && (
        <Empty text={t("reception.order.no_package")} hint={t("reception.order.no_package_hint")} />
      )}
      <div ref={cards} className="rc-packages" role="radiogroup" aria-label={t("order.package")}>
        {shown.map((one) => (
          <button
            key={one.id}
            type="button"
            role="radio"
            aria-checked={chosen === one.id}
            tabIndex={one === reached ? 0 : -1}
            className="rc-package"
            onClick={() => onChoose(one)}
            onKeyDown={steer}
          >
            <Card one={one} />
          </button>
        ))}
      </div>
    </section>
  );
}

function Card({ one }: { one: Package }) {
  const t = useT();
  const version = one.current;
  if (!version) return null;
  return (
    <>
      <strong>{version.name}</strong>
      <span className="rc-price">{money(version.price)}</span>
      <span>{t("reception.order.holds", { sets: version.clothes_sets, photos: version.album_photos })}</span>
      {version.products.map((product) => (
        <span key={product.code} className="quiet">
          {product.name} × {product.quantity}
        </span>
      ))}
      <span className="quiet">{t("reception.order.extra", { price: money(version.extra_photo_price) })}</span>
    </>
  );
}
