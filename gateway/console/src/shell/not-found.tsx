import { Link } from "react-router";
import { useT } from "@/i18n";
import { Empty } from "@/ui/empty";

/** An address that leads nowhere. */
export function NotFound() {
  const t = useT();
  return (
    <Empty text={t("not_found.title")} hint={t("not_found.hint")}>
      <Link to="/">{t("not_found.home")}</Link>
    </Empty>
  );
}
