import { Button, Input } from "antd";
import { useEffect, useRef, useState } from "react";
import { useT } from "@/i18n";
import { CountInput, Field, Form, ProblemAlert } from "@/ui";
import { useCount } from "./counting";
import type { StockLine } from "./kinds";
import { expectedOf } from "./sheet";

/** Where one counts by hand: a number and Enter, and the next line stands here. */
export function CountBar(props: {
  sheetId: string;
  line: StockLine;
  /** Whether the keyboard comes here when the line does; a scanner keeps it where it writes. */
  takesKeys: boolean;
  onCounted: (line: StockLine) => void;
  onStale: () => void;
}) {
  const { sheetId, line, takesKeys, onCounted, onStale } = props;
  const t = useT();
  const [found, setFound] = useState<number | null>(line.found);
  const [broken, setBroken] = useState<number | null>(line.broken);
  const [worn, setWorn] = useState<number | null>(line.worn);
  const [reason, setReason] = useState(line.reason);
  const bar = useRef<HTMLDivElement>(null);
  const [version, setVersion] = useState(line.version);
  const command = useCount(sheetId, onCounted, onStale);
  const tooLate = command.problem?.status === 412;
  useEffect(() => {
    // Only who was told that somebody else counted it writes over that; a list read again behind the back is not told.
    if (tooLate) setVersion(line.version);
  }, [tooLate, line.version]);
  useEffect(() => {
    if (!takesKeys) return;
    const first = bar.current?.querySelector("input");
    first?.focus();
    first?.select();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only when the line comes
  }, []);
  const differs = found !== null && (found !== expectedOf(line) || Boolean(broken) || Boolean(worn));
  const contradicts = found !== null && (broken ?? 0) + (worn ?? 0) > found;
  const ready = found !== null && broken !== null && worn !== null && !contradicts;
  const send = () => {
    if (!ready) return;
    void command.submit({ line: { ...line, version }, body: { found, broken, worn, reason: reason.trim() } });
  };
  return (
    <div ref={bar}>
      <Form className="things-bar-line" onSend={send} aria-label={line.name}>
        <strong className="things-bar-name">
          <span className="number">{line.mark}</span> {line.name} <span className="quiet">{line.colour}</span>
        </strong>
        <Field name="found" needed label={t("scheduling.things.found_of", { count: expectedOf(line) })}>
          <CountInput needed most={10_000} value={found} onChange={setFound} />
        </Field>
        <Field
          name="broken"
          label={t("scheduling.things.broken")}
          wrong={contradicts && t("scheduling.things.too_many")}
        >
          <CountInput needed most={10_000} value={broken} onChange={setBroken} />
        </Field>
        <Field name="worn" label={t("scheduling.things.worn")}>
          <CountInput needed most={10_000} value={worn} onChange={setWorn} />
        </Field>
        <Field
          name="reason"
          className="things-bar-why"
          label={t(differs ? "scheduling.things.why" : "scheduling.things.note")}
        >
          <Input maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <Button type="primary" htmlType="submit" disabled={!ready} loading={command.pending}>
          {t("scheduling.things.write")} <kbd aria-hidden>↵</kbd>
        </Button>
      </Form>
      <ProblemAlert problem={command.problem} retry={command.retry} />
    </div>
  );
}
