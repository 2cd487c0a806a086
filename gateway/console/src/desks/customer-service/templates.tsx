import { useT } from "@/i18n";
import { Page } from "@/ui";
import { ServiceNav } from "./nav";
import { TextList } from "./text-list";

/** What is said and sent, with preview, and own words for those who may write them. */
export function Templates() {
  const t = useT();
  return (
    <Page title={t("customer-service.templates.title")} note={t("customer-service.templates.note")}>
      <ServiceNav />
      <TextList />
    </Page>
  );
}
