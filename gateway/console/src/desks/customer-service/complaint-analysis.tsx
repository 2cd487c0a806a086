import { Button } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { money } from "@/format";
import { useT } from "@/i18n";
import { useSession } from "@/session/session";
import { useShortcut } from "@/shell/shortcuts";
import { FactList, FormDialog, Lines } from "@/ui";
import { mayTake } from "./steps";

type Detail = components["schemas"]["customer_service_ComplaintDetail"];
type Analysis = components["schemas"]["customer_service_AnalysisIn"];

const POINTS = ["technique", "cost", "risk", "handling"] as const;
const ANALYSABLE: readonly string[] = ["INVESTIGATING", "PROPOSED", "REOPENED"];

/** A claim that is decided on four points: a major one, or one that costs more than the limit (M-88). */
export function ClaimAnalysis({ complaint }: { complaint: Detail }) {
  const t = useT();
  const { me, may } = useSession();
  const [writing, setWriting] = useState(false);
  const writes = ANALYSABLE.includes(complaint.state) && mayTake("proposals", complaint, may, me.staff);
  useShortcut("a", t("customer-service.analysis.write"), () => setWriting(true), { off: !writes });
  const { analysis } = complaint;
  if (!analysis && !writes) return null;
  return (
    <section className="block stack" aria-label={t("customer-service.analysis.title")}>
      <h2>{t("customer-service.analysis.title")}</h2>
      {analysis && (
        <FactList facts={POINTS.map((point) => [t(`customer-service.analysis.${point}`), analysis[point]])} />
      )}
      {!analysis && (
        <p className="quiet">
          {t(complaint.class === "MAJOR" ? "customer-service.analysis.major" : "customer-service.analysis.above", {
            limit: money(complaint.analysis_above),
          })}
        </p>
      )}
      {writes && (
        <div>
          <Button onClick={() => setWriting(true)}>
            {t("customer-service.analysis.write")} <kbd aria-hidden>A</kbd>
          </Button>
        </div>
      )}
      {writing && <Write complaint={complaint} onClose={() => setWriting(false)} />}
    </section>
  );
}

function Write({ complaint, onClose }: { complaint: Detail; onClose: () => void }) {
  const t = useT();
  const [points, setPoints] = useState<Analysis>(
    complaint.analysis ?? { technique: "", cost: "", risk: "", handling: "" },
  );
  const command = useCommand<Analysis>({
    run: (body, sent) =>
      answer(
        api.POST("/v1/complaints/{complaint_id}/analysis", {
          params: { path: { complaint_id: complaint.id } },
          body,
          headers: sent.headers,
        }),
      ),
    invalidates: [["complaints"]],
    onDone: onClose,
  });
  return (
    <FormDialog
      {...{ command, onClose }}
      title={t("customer-service.analysis.write")}
      body={points}
      ready={POINTS.every((point) => points[point].trim() !== "")}
    >
      {POINTS.map((point) => (
        <Lines
          key={point}
          name={point}
          needed
          focus={point === "technique"}
          label={t(`customer-service.analysis.${point}`)}
          value={points[point]}
          onChange={(words) => setPoints({ ...points, [point]: words })}
        />
      ))}
    </FormDialog>
  );
}
