import { PrinterOutlined } from "@ant-design/icons";
import { Button, type ButtonProps } from "antd";
import { useT } from "@/i18n";
import { printPaper, type PaperKind } from "./open";

/** Prints one paper of an order. */
export function PrintButton({ paper, orderId, ...look }: { paper: PaperKind; orderId: string } & ButtonProps) {
  const t = useT();
  return (
    <Button icon={<PrinterOutlined />} {...look} onClick={() => printPaper(paper, orderId)}>
      {t(`paper.${paper}`)}
    </Button>
  );
}
