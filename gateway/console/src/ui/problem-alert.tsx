import { Alert, Button } from "antd";
import { useLayoutEffect, useRef, useState } from "react";
import { asProblem, type Problem } from "@/api/problem";
import { hasText, t as text, useT, word } from "@/i18n";
import { tellPlaces, wrongsOf, type Wrong } from "./places";

function hint(problem: Problem): string {
  if (hasText(`problem.${problem.code}`)) return `problem.${problem.code}`;
  if (problem.unknownOutcome) return "problem.unknown_outcome";
  if (problem.passing) return "problem.passing";
  if (problem.status === 403) return "problem.forbidden";
  if (problem.status === 404) return "problem.not_found";
  if (problem.status === 412) return "problem.changed";
  return problem.status >= 500 ? "problem.fault" : "problem.mend";
}

/** The names of the fields that an answer complains about, as far as the console has names for them. */
function fieldsOf(wrongs: readonly Wrong[]): string {
  const last = wrongs.map(({ field }) => field.split(".").findLast((part) => !/^\d+$/.test(part)) ?? "");
  const known = last.filter((name) => hasText(`field.${name}`)).map((name) => word("field", name));
  return [...new Set(known)].join(" · ");
}

const STATES = ["piece_state", "booking_state", "stage", "value"] as const;

/** What the answer says; where it speaks of codes or of its own parts, the same in words of the trade. */
export function sentenceOf(problem: Problem): string {
  const { code, details, sentence: told } = problem;
  const what = `what.${String(details["what"])}`;
  if (code === "not_found" && hasText(what)) return text("problem.no_such", { what: text(what) });
  const wrongs = wrongsOf(problem).filter(({ kind }) => kind !== code);
  if (code === "request.invalid" && wrongs.length > 0) {
    if (wrongs.some(({ kind }) => kind === "numbers_in_text")) return text("problem.numbers_in_text");
    const fields = fieldsOf(wrongs);
    return fields ? text("problem.fields", { fields }) : text("problem.some_field");
  }
  if (code === "state.transition_refused") {
    const state = String(details["state"]);
    const list = STATES.find((one) => hasText(`${one}.${state}`)) ?? "value";
    return text("problem.moved_on", { state: word(list, state) });
  }
  if (code === "forbidden") return text("problem.not_allowed");
  if (code === "fact_not_arrived") return text("problem.on_its_way");
  return told;
}

/**
 * A refusal in words of the trade with what to do; nothing typed is lost.
 *
 * What it says of a `Field` in the same form stands at that field; here stands only what belongs to none of them.
 */
export function ProblemAlert({ problem, retry }: { problem: Problem | Error | null; retry?: (() => unknown) | null }) {
  const anchor = useRef<HTMLSpanElement>(null);
  const [rest, setRest] = useState<Problem | null>(null);
  useLayoutEffect(() => {
    if (!problem || !anchor.current) return setRest(null);
    const { rest: left, takeBack } = tellPlaces(anchor.current, asProblem(problem));
    setRest(left);
    return takeBack;
  }, [problem]);
  if (!problem) return null;
  return (
    <>
      <span ref={anchor} hidden />
      {rest && <Words problem={rest} retry={retry} />}
    </>
  );
}

function Words({ problem, retry }: { problem: Problem; retry?: (() => unknown) | null }) {
  const t = useT();
  return (
    <Alert
      role="alert"
      type={problem.passing ? "warning" : "error"}
      showIcon
      className="problem"
      title={sentenceOf(problem) || t(problem.code === "network" ? "problem.network" : "problem.refused")}
      description={t(hint(problem))}
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
