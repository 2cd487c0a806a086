import { Alert, Button } from "antd";
import { asProblem, type Problem } from "@/api/problem";
import { hasText, useT } from "@/i18n";

function hint(problem: Problem): string {
  if (hasText(`problem.${problem.code}`)) return `problem.${problem.code}`;
  if (problem.unknownOutcome) return "problem.unknown_outcome";
  if (problem.passing) return "problem.passing";
  if (problem.status === 403) return "problem.forbidden";
  if (problem.status === 404) return "problem.not_found";
  if (problem.status === 412) return "problem.changed";
  return problem.status >= 500 ? "problem.fault" : "problem.mend";
}

/** A refusal in words of the trade with what to do; nothing typed is lost. */
export function ProblemAlert({ problem, retry }: { problem: Problem | Error | null; retry?: (() => unknown) | null }) {
  const t = useT();
  if (!problem) return null;
  const told = asProblem(problem);
  return (
    <Alert
      role="alert"
      type={told.passing ? "warning" : "error"}
      showIcon
      className="problem"
      title={told.sentence || t(told.code === "network" ? "problem.network" : "problem.refused")}
      description={t(hint(told))}
      action={
        retry && (
          <Button size="small" onClick={() => retry()}>
            {t("problem.again")}
          </Button>
        )
      }
    />
  );
}
