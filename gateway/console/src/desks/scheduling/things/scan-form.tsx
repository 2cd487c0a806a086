import { type InputRef } from "antd";
import { useRef, useState, type RefObject } from "react";
import { useT } from "@/i18n";
import { useShortcut } from "@/shell/shortcuts";
import { Field, Form, ProblemAlert, sentenceOf } from "@/ui";
import { readCode, ScanInput } from "@/ui/scan-input";
import { useScans, type Scanned } from "./counting";
import type { StockLine } from "./kinds";
import { expectedOf } from "./sheet";

/** A thing's number and Enter: its line is shown and one more of it is counted; the next can be scanned at once. */
export function ScanForm(props: {
  field: RefObject<InputRef | null>;
  sheetId: string;
  onSeen: (line: StockLine) => void;
  onStale: () => void;
}) {
  const { field, sheetId, onSeen, onStale } = props;
  const t = useT();
  const [code, setCode] = useState("");
  const nth = useRef(0);
  const [last, setLast] = useState<Scanned | null>(null);
  const scans = useScans(
    sheetId,
    (scan) => {
      setLast(scan);
      if (scan.line) onSeen(scan.line);
    },
    onStale,
  );
  useShortcut("s", t("scheduling.things.scan"), () => field.current?.focus());
  const send = () => {
    const mark = readCode(code);
    setCode("");
    if (mark) scans.add({ mark, nth: (nth.current += 1) });
  };
  return (
    <Form className="things-scan" onSend={send} aria-label={t("scheduling.things.scan")}>
      <Field label={t("scheduling.things.scan")}>
        <ScanInput ref={field} value={code} onChange={setCode} />
      </Field>
      <p role="status" className={last && !last.counted ? "red" : "quiet"}>
        {last && <Said scan={last} />}
      </p>
      <ProblemAlert problem={scans.retry ? scans.problem : null} retry={scans.retry} />
    </Form>
  );
}

function Said({ scan }: { scan: Scanned }) {
  const t = useT();
  const { mark, line, counted, problem } = scan;
  if (problem) return `${t("scheduling.things.scan_refused", { mark })} ${sentenceOf(problem)}`;
  if (!line) return t("scheduling.things.scan_unknown", { mark });
  const words = { mark, name: line.name, found: line.found ?? 0, expected: expectedOf(line) };
  return t(counted ? "scheduling.things.scan_counted" : "scheduling.things.scan_all", words);
}
