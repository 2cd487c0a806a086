import { useEffect, useRef } from "react";
import { clockTime } from "@/format";
import { useT, word } from "@/i18n";
import { StaffName } from "@/ui";
import type { StockLine } from "./kinds";
import { expectedOf, isUnexplained } from "./sheet";

const signed = (number: number) => (number > 0 ? `+${number}` : `${number}`);

/** A line of the sheet; the one that is being counted is kept in view. */
export function CountLine(props: { line: StockLine; current: boolean; onChoose?: () => void }) {
  const { line, current, onChoose } = props;
  const t = useT();
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: "nearest" });
  }, [current]);
  const bad = (["broken", "worn"] as const).filter((cause) => line[cause] > 0);
  const state = line.found === null ? "things-open" : line.difference || bad.length ? "things-differs" : "things-right";
  return (
    <tr ref={row} className={`${state} ${current ? "things-current" : ""}`} aria-current={current} onClick={onChoose}>
      <td className="number">{line.mark}</td>
      <td>
        {line.name}{" "}
        <span className="quiet">
          {[line.colour, word("scheduling.age", line.age), line.care !== "READY" && word("scheduling.care", line.care)]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </td>
      <td className="figure">
        {expectedOf(line)}
        {line.out > 0 && <span className="quiet"> {t("scheduling.things.plus_out", { count: line.out })}</span>}
      </td>
      <td className="figure">{line.found ?? "–"}</td>
      <td className="figure">{line.difference ? signed(line.difference) : ""}</td>
      <td>
        {bad.map((cause) => `${t(`scheduling.things.${cause}`)} ${line[cause]}`).join(" · ")} {line.reason}
        {isUnexplained(line) && <span className="tag tag-red">{t("scheduling.things.why")}</span>}
      </td>
      <td className="quiet">
        {line.counted_by && (
          <>
            <StaffName id={line.counted_by} /> {clockTime(line.counted_at)}
          </>
        )}
      </td>
    </tr>
  );
}
