import { useT } from "@/i18n";

/** The mark and the name. */
export function Brand({ large = false }: { large?: boolean }) {
  const t = useT();
  return (
    <span className={large ? "brand brand-large" : "brand"}>
      <img src="/mark.svg" alt="" width={large ? 48 : 28} height={large ? 48 : 28} />
      <span className="brand-name">{t("brand.name")}</span>
      <span className="brand-latin">{t("brand.latin")}</span>
    </span>
  );
}
