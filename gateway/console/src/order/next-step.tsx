import { ArrowRightOutlined } from "@ant-design/icons";
import { Link } from "react-router";
import { desks } from "@/desks/registry";
import { dayAndTime, lateBy } from "@/format";
import { useT, word } from "@/i18n";
import { useMay } from "@/session/session";
import { useShortcut } from "@/shell/shortcuts";
import { useNavigate } from "react-router";
import type { Sheet } from "./sheet";

/** What the order waits for: one big button for whoever may do it, a sentence for everybody else. */
export function NextStep({ orderId, sheet }: { orderId: string; sheet: Sheet }) {
  const t = useT();
  const may = useMay();
  const go = useNavigate();
  const step = sheet.next_step;
  const place = step ? desks.map((desk) => desk.steps[step.code]).find(Boolean) : undefined;
  const mine = place !== undefined && may(place.permission);
  useShortcut("n", t("order.next"), () => place && void go(place.to(orderId)), { off: !mine });
  if (!step || typeof step !== "object") return null;
  const late = step.late ? lateBy(step.due) : "";
  return (
    <section className={late ? "next-step next-step-late" : "next-step"} aria-label={t("order.next")}>
      <div>
        <span className="quiet">{t("order.next")}</span>
        <p className="next-step-due">
          {step.due && t("order.until", { time: dayAndTime(step.due) })}
          {late && <strong className="red"> {late}</strong>}
        </p>
      </div>
      <span className="grow" />
      {mine && place ? (
        <Link className="big-button" to={place.to(orderId)}>
          {word("step", step.code)} <ArrowRightOutlined aria-hidden />
        </Link>
      ) : (
        <p className="next-step-other">
          <strong>{word("step", step.code)}</strong>
          {step.department && <span className="quiet"> · {word("department", step.department)}</span>}
        </p>
      )}
    </section>
  );
}
