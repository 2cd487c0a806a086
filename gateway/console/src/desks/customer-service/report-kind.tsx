import { Segmented } from "antd";
import { useNavigate, useSearchParams } from "react-router";
import { useT } from "@/i18n";
import { useShortcut } from "@/shell/shortcuts";

const PAGES = { complaint: "complaints", wish: "wishes" } as const;
type Kind = keyof typeof PAGES;

/** What a customer says is a complaint, or a wish for what we do not offer yet; the order stays (M-32, M-33). */
export function ReportKind({ kind }: { kind: Kind }) {
  const t = useT();
  const go = useNavigate();
  const [query] = useSearchParams();
  const show = (next: Kind) =>
    void go({ pathname: `/customer-service/${PAGES[next]}/new`, search: query.toString() }, { replace: true });
  const other = kind === "wish" ? "complaint" : "wish";
  useShortcut("alt+w", t(`customer-service.wishes.kind.${other}`), () => show(other), { typing: true });
  return (
    <Segmented<Kind>
      aria-label={t("customer-service.wishes.kind.label")}
      value={kind}
      onChange={show}
      options={(["complaint", "wish"] as const).map((value) => ({
        value,
        label: (
          <>
            {t(`customer-service.wishes.kind.${value}`)}{" "}
            {value === other && <kbd aria-hidden>{t("customer-service.wishes.kind.key")}</kbd>}
          </>
        ),
      }))}
    />
  );
}
