import { CheckOutlined } from "@ant-design/icons";
import { useEffect, useRef } from "react";
import { dayAndTime } from "@/format";
import { useT, word } from "@/i18n";
import { StaffName } from "@/ui";
import { lineOf, type Sheet } from "./sheet";

/** The stages as a line: done with time and person, the present one marked, the rest ahead. */
export function StageLine({ sheet, late }: { sheet: Sheet; late: boolean }) {
  const t = useT();
  const line = useRef<HTMLOListElement>(null);
  const stage = sheet.stage ?? sheet.state;
  useEffect(() => {
    const now = line.current?.querySelector<HTMLElement>(".stop-now");
    if (now && line.current) line.current.scrollLeft = now.offsetLeft - line.current.clientWidth / 2;
  }, [stage]);
  return (
    <ol className="stage-line" ref={line} aria-label={t("order.stages")} tabIndex={0}>
      {lineOf(sheet).map((stop) => (
        <li
          key={stop.stage}
          className={`stop stop-${stop.state} ${stop.state === "now" && late ? "stop-late" : ""}`}
          aria-current={stop.state === "now" ? "step" : undefined}
        >
          <span className="stop-dot">{stop.state === "done" && <CheckOutlined aria-hidden />}</span>
          <span className="stop-name">{word("stage", stop.stage)}</span>
          {stop.at && <span className="stop-when">{dayAndTime(stop.at)}</span>}
          {stop.by && (
            <span className="stop-who">
              <StaffName id={stop.by} />
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
