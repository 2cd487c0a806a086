import { useQuery } from "@tanstack/react-query";
import { Button, Input, Radio } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { answer, api, asProblem, useCommand, type components } from "@/api";
import { dayAndTime } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useSession } from "@/session/session";
import { useShortcut } from "@/shell/shortcuts";
import { Field, ProblemAlert, StaffName } from "@/ui";

type Check = components["schemas"]["customer_service_VisitCheckOut"];
type ScoreIn = components["schemas"]["customer_service_VisitScoreIn"];
type Answer = components["schemas"]["customer_service_Answer"];

const SEND = "ctrl+enter";
const SCORES = [1, 2, 3, 4, 5] as const;
const ANSWERS = ["SATISFIED", "SO_SO", "DISSATISFIED"] as const;

/** A drawn visit: how well it was made, and what the customer says now. */
function Score({ check }: { check: Check }) {
  const t = useT();
  const [score, setScore] = useState<number>();
  const [now, setNow] = useState<Answer | null>(null);
  const [remark, setRemark] = useState("");
  const command = useCommand<ScoreIn>({
    run: (body, sent) =>
      answer(
        api.POST("/v1/visit-checks/{check_id}/score", {
          params: { path: { check_id: check.id } },
          body,
          headers: sent.headers,
        }),
      ),
    invalidates: [["contacts"], ["visit-checks"]],
  });
  const send = () => {
    if (score) void command.submit({ score, answer: now, remark: remark.trim() || null });
  };
  useShortcut(SEND, t("customer-service.quotas.keep"), send, { typing: true, off: !score });
  return (
    <div className="stack">
      <p>
        <StaffName id={check.visitor_id} /> ·{" "}
        {t("customer-service.quotas.first_answer", {
          answer: word("customer-service.answer", check.first_answer),
        })}{" "}
        <Link to={`/customer-service?contact=${check.contact_id}`}>{t("customer-service.quotas.open_visit")}</Link>
      </p>
      <Field name="score" label={t("customer-service.quotas.score")} group needed>
        <Radio.Group
          aria-label={t("customer-service.quotas.score")}
          value={score}
          onChange={(event) => setScore(event.target.value as number)}
          options={SCORES.map((value) => ({ value, label: t("customer-service.quotas.score_of", { score: value }) }))}
        />
      </Field>
      <Field name="answer" label={t("customer-service.quotas.again")} group>
        <Radio.Group
          aria-label={t("customer-service.quotas.again")}
          value={now ?? ""}
          onChange={(event) => setNow((event.target.value as Answer) || null)}
          options={[
            { value: "", label: t("customer-service.quotas.not_asked") },
            ...ANSWERS.map((value) => ({ value, label: word("customer-service.answer", value) })),
          ]}
        />
      </Field>
      <Field name="remark" label={t("customer-service.quotas.remark")}>
        <Input.TextArea rows={2} maxLength={1000} value={remark} onChange={(event) => setRemark(event.target.value)} />
      </Field>
      <ProblemAlert problem={command.problem} retry={command.retry} />
      <div>
        <Button type="primary" disabled={!score} loading={command.pending} onClick={send}>
          {t("customer-service.quotas.keep")} <kbd aria-hidden>{SEND}</kbd>
        </Button>
      </div>
    </div>
  );
}

function Draw({ month }: { month: string }) {
  const t = useT();
  const { id: branch_id } = useBranch();
  const command = useCommand<{ branch_id: string; month: string }>({
    run: (body, sent) => answer(api.POST("/v1/visit-checks", { body, headers: sent.headers })),
    invalidates: [["visit-checks"]],
  });
  const draw = () => void command.submit({ branch_id, month });
  useShortcut("d", t("customer-service.quotas.draw"), draw);
  return (
    <div className="stack">
      <p className="quiet">{t("customer-service.quotas.draw_hint")}</p>
      <ProblemAlert problem={command.problem} retry={command.retry} />
      <div>
        <Button type="primary" loading={command.pending} onClick={draw}>
          {t("customer-service.quotas.draw")} <kbd aria-hidden>D</kbd>
        </Button>
      </div>
    </div>
  );
}

/** Visits that chance draws are looked into, and what was found (M-17, M-69). */
export function VisitChecks({ month, draws }: { month: string; draws: boolean }) {
  const t = useT();
  const { me } = useSession();
  const { id: branch_id } = useBranch();
  const found = useQuery({
    queryKey: ["visit-checks", branch_id, month],
    queryFn: async () =>
      (await answer(api.GET("/v1/visit-checks", { params: { query: { branch_id, month, limit: 100 } } }))).items,
  });
  const checks = found.data ?? [];
  const mine = checks.find(({ state, checker_id }) => state === "OPEN" && checker_id === me.staff);
  const scored = checks.filter(({ state }) => state === "SCORED");
  const title = t("customer-service.quotas.look");
  return (
    <section className="block stack" aria-label={title}>
      <h2>{title}</h2>
      <ProblemAlert problem={found.error ? asProblem(found.error) : null} retry={() => found.refetch()} />
      {draws && found.data && (mine ? <Score key={mine.id} check={mine} /> : <Draw month={month} />)}
      {found.data && scored.length === 0 && <p className="quiet">{t("customer-service.quotas.none_done")}</p>}
      <ul className="plain-list">
        {scored.map((one) => (
          <li key={one.id} className="line">
            <span className="number quiet">{one.scored_at && dayAndTime(one.scored_at)}</span>
            <b className="number">{t("customer-service.quotas.score_of", { score: one.score ?? 0 })}</b>
            <span className="line-main">
              <StaffName id={one.visitor_id} /> · {word("customer-service.answer", one.first_answer)}
              {one.answer && one.answer !== one.first_answer && (
                <span className="red"> → {word("customer-service.answer", one.answer)}</span>
              )}{" "}
              {one.remark}
            </span>
            <Link to={`/customer-service?contact=${one.contact_id}`}>{t("customer-service.quotas.open_visit")}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
