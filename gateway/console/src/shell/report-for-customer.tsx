import { SoundOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useLocation, useNavigate } from "react-router";
import { useT } from "@/i18n";
import { useMay } from "@/session/session";
import { useShortcut } from "./shortcuts";

const ORDER = /\/orders\/([0-9a-f-]{36})/;

/** Nobody sends a customer to somebody else: what he says is taken down from every desk, with its order (M-32). */
export function ReportForCustomer() {
  const t = useT();
  const go = useNavigate();
  const may = useMay()("customer_service.complaints.report");
  const order = ORDER.exec(useLocation().pathname)?.[1];
  const report = () => void go(`/customer-service/complaints/new${order ? `?order=${order}` : ""}`);
  useShortcut("!", t("shell.report"), report, { off: !may });
  if (!may) return null;
  return (
    <Button className="report-button" icon={<SoundOutlined />} aria-label={t("shell.report")} onClick={report}>
      <span className="report-words">{t("shell.report")}</span> <kbd aria-hidden>!</kbd>
    </Button>
  );
}
