import { Button, Checkbox, Input } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { useT, word } from "@/i18n";
import { Field, ProblemAlert } from "@/ui";
import { DESK, type OrderPart } from "./read";

const CHECKS = ["count_ok", "sets_complete", "no_bloopers", "corrections_done"] as const;
type Check = components["schemas"]["post_production_CheckIn"];

/** The check of the day before a selection: four answers and the plan of the sale (PST-07). */
export function CheckPanel({ part }: { part: OrderPart }) {
  const t = useT();
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const [sales_plan, setPlan] = useState("");
  const checking = useCommand({
    run: (body: Check, sent) =>
      answer(
        api.POST("/v1/orders/{order_id}/selection-check", {
          params: { path: { order_id: part.order_id } },
          body,
          headers: sent.headers,
        }),
      ),
    invalidates: [DESK],
  });
  const missing = part.missing_for_selection.filter((one) => one !== "CHECK_NOT_DONE");
  const has = (name: (typeof CHECKS)[number]) => done.has(name);
  return (
    <section className="block" aria-label={t("post-production.check.title")}>
      <h2>{t("post-production.check.title")}</h2>
      {missing.length > 0 && (
        <ul className="pp-missing">
          {missing.map((one) => (
            <li key={one}>{word("post-production.missing", one)}</li>
          ))}
        </ul>
      )}
      <div className="pp-checks">
        {CHECKS.map((name) => (
          <Checkbox
            key={name}
            checked={has(name)}
            onChange={({ target }) =>
              setDone(target.checked ? new Set([...done, name]) : new Set([...done].filter((one) => one !== name)))
            }
          >
            {t(`post-production.check.${name}`)}
          </Checkbox>
        ))}
      </div>
      <Field name="sales_plan" label={t("post-production.check.plan")}>
        <Input.TextArea rows={2} maxLength={500} value={sales_plan} onChange={(event) => setPlan(event.target.value)} />
      </Field>
      <ProblemAlert problem={checking.problem} retry={checking.retry} />
      <div className="row-actions">
        <Button
          type="primary"
          loading={checking.pending}
          disabled={CHECKS.some((name) => !has(name)) || missing.length > 0}
          onClick={() =>
            checking.submit({
              count_ok: has("count_ok"),
              sets_complete: has("sets_complete"),
              no_bloopers: has("no_bloopers"),
              corrections_done: has("corrections_done"),
              sales_plan: sales_plan.trim(),
            })
          }
        >
          {t("post-production.check.done")}
        </Button>
      </div>
    </section>
  );
}
