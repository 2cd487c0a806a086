import { answer, api, type components } from "@/api";
import { dayAndTime } from "@/format";
import { useT } from "@/i18n";
import { useBranch } from "@/session/session";
import { OrderBadge, Page, QueueTable, StaffName } from "@/ui";
import { ServiceNav } from "./nav";

type Suggestion = components["schemas"]["pickup_SuggestionOut"];

/** What customers wrote on suggestion cards when they collected: the house's opinion box (PCK-08, M-69). */
export function Suggestions() {
  const t = useT();
  const { id: branch_id } = useBranch();
  const label = t("customer-service.suggestions.title");
  return (
    <Page title={label} note={t("customer-service.suggestions.about")}>
      <ServiceNav />
      <QueueTable<Suggestion>
        label={label}
        queryKey={["customer-service", "suggestions", branch_id]}
        fetch={(cursor) => answer(api.GET("/v1/suggestions", { params: { query: { branch_id, cursor } } }))}
        live={["suggestion."]}
        rowId={(row) => row.id}
        empty={t("customer-service.suggestions.none")}
        emptyHint={t("customer-service.suggestions.none_hint")}
        columns={[
          {
            id: "given",
            title: t("customer-service.suggestions.given"),
            show: (row) => <span className="no-wrap">{dayAndTime(row.given_at)}</span>,
          },
          {
            id: "rating",
            title: t("customer-service.suggestions.rating"),
            number: true,
            show: (row) =>
              row.rating !== null && <b className={row.rating < 3 ? "red" : undefined}>{`${row.rating}/5`}</b>,
          },
          { id: "text", title: t("customer-service.suggestions.words"), show: (row) => row.text },
          {
            id: "recommends",
            title: t("customer-service.suggestions.recommends"),
            show: (row) => row.would_recommend !== null && t(row.would_recommend ? "form.yes" : "form.no"),
          },
          {
            id: "taken",
            title: t("customer-service.suggestions.taken"),
            show: (row) => <StaffName id={row.taken_by} />,
          },
          { id: "order", title: "", show: (row) => <OrderBadge id={row.order_id} number={t("order.sheet")} /> },
        ]}
      />
    </Page>
  );
}
