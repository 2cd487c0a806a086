import { useQuery } from "@tanstack/react-query";
import { answer, api, type components } from "@/api";
import { dayAndTime, money } from "@/format";
import { useLanguage, useT } from "@/i18n";

type Own = components["schemas"]["reception_OwnServices"];

/** So it ended without anything to pay, or with what the branch has agreed with the customer. */
const UNPRICED: readonly Own["asked"][number]["state"][] = ["DECLINED", "CANCELLED", "SETTLED"];

/** What can be had beside the album and for how much, and what the customer has asked for (M-67). */
export function Services({ code }: { code: string }) {
  const t = useT();
  const language = useLanguage();
  const read = useQuery({
    queryKey: ["customer-page", code, "services", language],
    queryFn: () => answer(api.GET("/v1/customer/{code}/services", { params: { path: { code } } })),
    staleTime: 60_000,
    retry: false,
  });
  const { offered = [], asked = [] } = read.data ?? {};
  if (offered.length + asked.length === 0) return null;
  return (
    <section className="block stack" aria-labelledby="services">
      <h2 id="services">{t("customer-page.services")}</h2>
      {asked.length > 0 && (
        <ul className="customer-services" aria-label={t("customer-page.services_asked")}>
          {[...asked].reverse().map((one) => (
            <li key={one.number}>
              <p className="customer-priced">
                <b>
                  {one.name} × {one.quantity}
                </b>
                {!UNPRICED.includes(one.state) && <span className="number">{money(one.amount)}</span>}
              </p>
              <p className="customer-told">
                <span className="tag">{t(`customer-page.service.${one.state}`)}</span>
                <span className="quiet">{dayAndTime(one.appointed_at)}</span>
              </p>
            </li>
          ))}
        </ul>
      )}
      {offered.length > 0 && <PriceList offered={offered} />}
    </section>
  );
}

/** The price list, folded: a word about each service, before it is asked for. */
function PriceList({ offered }: { offered: Own["offered"] }) {
  const t = useT();
  return (
    <details>
      <summary>{t("customer-page.services_list")}</summary>
      <ul className="customer-services">
        {offered.map((one) => (
          <li key={one.code}>
            <p className="customer-priced">
              <span>{one.name}</span>
              <span className="number">
                {money(one.price)} / {one.unit}
              </span>
            </p>
            {one.explanation && <p className="quiet">{one.explanation}</p>}
          </li>
        ))}
      </ul>
      <p className="quiet">{t("customer-page.services_how")}</p>
    </details>
  );
}
