import { DeskNav } from "@/desks/pickup/desk-nav";
import { useT } from "@/i18n";
import { useMay } from "@/session/session";

/** The pages of this desk that this person may use. */
export function ServiceNav() {
  const t = useT();
  const may = useMay();
  const at = "/customer-service";
  const page = (to: string, name: string, keys: string, permission: string, of = "customer_service") => ({
    to: `${at}${to}`,
    title: t(`customer-service.${name}.title`),
    keys,
    permission: `${of}.${permission}`,
  });
  const pages = [
    page("", "contacts", "g c", "contacts.do"),
    page("/return-visits", "visits", "g r", "contacts.read"),
    page("/complaints", "complaints", "g k", "complaints.read"),
    page("/wishes", "wishes", "g w", "wishes.read"),
    page("/suggestions", "suggestions", "g s", "suggestions.read", "pickup"),
    page("/summary", "summary", "g u", "service_summary.read"),
    page("/members", "members", "g p", "members.read"),
    page("/campaigns", "campaigns", "g v", "campaigns.read"),
    page("/delays", "delays", "g d", "delays.record"),
    page("/templates", "templates", "g m", "templates.read"),
  ];
  return <DeskNav label={t("desk.customer-service")} pages={pages.filter(({ permission }) => may(permission))} />;
}
