import { CheckOutlined } from "@ant-design/icons";
import type { components } from "@/api";
import { dayOf, money, plainDay } from "@/format";
import { useT } from "@/i18n";

/** The page as customer service answers it. */
export type CustomerPageData = components["schemas"]["customer_service_CustomerPageOut"];

/** Where the order is: one sentence, then the five steps. */
export function Way({ page }: { page: CustomerPageData }) {
  const t = useT();
  return (
    <section className="block" aria-labelledby="way">
      <p className="quiet">
        {page.package_name} <span className="number">{page.number}</span>
      </p>
      <h1 id="way">{t(`customer-page.stage.${page.stage}`)}</h1>
      {page.pickup_on && !["READY_FOR_PICKUP", "PICKED_UP", "CLOSED", "CANCELLED"].includes(page.stage) && (
        <p>{t("customer-page.pickup_on", { day: plainDay(page.pickup_on) })}</p>
      )}
      {page.stage !== "CANCELLED" && (
        <ol className="customer-way">
          {page.steps.map((step, at) => (
            <li
              key={step.step}
              className={`is-${step.state.toLowerCase()}`}
              aria-current={step.state === "NOW" ? "step" : undefined}
            >
              <span className="way-mark">{step.state === "DONE" ? <CheckOutlined aria-hidden /> : at + 1}</span>
              <span className="way-name">{t(`customer-page.step.${step.step}`)}</span>
              <span className="quiet">
                {step.state === "NOW" ? t("customer-page.now") : step.at ? dayOf(step.at) : ""}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** What is still to be paid; nothing when nothing is. */
export function Money({ page }: { page: CustomerPageData }) {
  const t = useT();
  if (page.owed.amount <= 0) return null;
  return (
    <section className="block block-red" aria-label={t("customer-page.owed")}>
      <p>
        {t("customer-page.owed")}{" "}
        <strong className="number">{money({ amount: page.owed.amount, currency: page.owed.currency ?? "CNY" })}</strong>
      </p>
      <p className="quiet">{t("customer-page.owed_hint")}</p>
    </section>
  );
}
