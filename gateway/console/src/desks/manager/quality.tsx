import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { answer, api, asProblem, useCommand, type components } from "@/api";
import { dayAndTime } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useMay, useSession } from "@/session/session";
import { ConfirmAction, Empty, OrderBadge, ProblemAlert, StaffName } from "@/ui";
import { DeskPage } from "./desk-page";
import { Waiting } from "./waiting";

type Check = components["schemas"]["post_production_QualityCheckOut"];
type VerdictIn = components["schemas"]["post_production_VerdictIn"];

/** Samples of photographers' and artists' work, and how each person's were judged (PST-22). */
export function Quality() {
  const t = useT();
  return (
    <DeskPage title={t("manager.quality.title")}>
      <div className="today">
        <Waiting<Check>
          title={t("manager.quality.waiting")}
          empty={t("manager.quality.none")}
          name="quality"
          live={["quality."]}
          fetch={async (branch_id) =>
            (
              await answer(
                api.GET("/v1/quality-checks", { params: { query: { branch_id, state: "OPEN", limit: 100 } } }),
              )
            ).items
          }
          id={(row) => row.id}
          show={(row) => (
            <>
              <p>
                <strong>{word("manager.quality.kind", row.kind)}</strong> · <StaffName id={row.staff_id} /> ·{" "}
                <OrderBadge id={row.order_id} number={row.order_number} />
              </p>
              <p className="quiet">
                {t("manager.quality.drawn", { time: dayAndTime(row.drawn_at) })} ·{" "}
                <Link to={`/post-production/orders/${row.order_id}`}>{t("manager.quality.look")}</Link>
              </p>
              <Verdict row={row} />
            </>
          )}
        />
        <Figures />
      </div>
    </DeskPage>
  );
}

function Verdict({ row }: { row: Check }) {
  const t = useT();
  const { me } = useSession();
  const may = useMay();
  const command = useCommand({
    run: (body: VerdictIn, sent) =>
      answer(
        api.POST("/v1/quality-checks/{check_id}/verdict", {
          params: { path: { check_id: row.id } },
          body,
          headers: sent.headers,
        }),
      ),
  });
  if (!may("post_production.quality.judge") || me.staff === row.staff_id) return null;
  const name = <StaffName id={row.staff_id} />;
  return (
    <div className="page-actions">
      <ConfirmAction
        label={t("manager.quality.pass")}
        question={t("manager.quality.pass_question")}
        command={command}
        input={(): VerdictIn => ({ verdict: "PASS", remark: "" })}
        button={{ type: "primary" }}
      />
      <ConfirmAction
        label={t("manager.quality.note")}
        question={
          <>
            {name} {t("manager.quality.note_question")}
          </>
        }
        command={command}
        input={(remark): VerdictIn => ({ verdict: "NOTE", remark })}
        reason
        asks={t("manager.quality.said")}
      />
      {row.kind !== "PHOTOS" && (
        <ConfirmAction
          label={t("manager.quality.redo")}
          question={t("manager.quality.redo_question")}
          command={command}
          input={(remark): VerdictIn => ({ verdict: "REDO", remark })}
          reason
          asks={t("manager.quality.better")}
          button={{ danger: true }}
        />
      )}
    </div>
  );
}

function Figures() {
  const t = useT();
  const { id: branch_id } = useBranch();
  const { data, error, refetch } = useQuery({
    queryKey: ["manager", "quality-figures", branch_id],
    queryFn: async () =>
      (await answer(api.GET("/v1/quality-figures/{branch_id}", { params: { path: { branch_id } } }))).people,
    meta: { live: ["quality."] },
  });
  return (
    <section className="block" aria-label={t("manager.quality.figures")}>
      <h2>{t("manager.quality.figures")}</h2>
      <ProblemAlert problem={error ? asProblem(error) : null} retry={() => refetch()} />
      {data?.length === 0 && <Empty text={t("manager.quality.nobody")} hint={t("manager.quality.none_hint")} />}
      {data && data.length > 0 && (
        <div className="queue">
          <table aria-label={t("manager.quality.figures")}>
            <thead>
              <tr>
                {["person", "open", "passed", "noted", "redone"].map((name) => (
                  <th key={name} scope="col" className={name === "person" ? undefined : "figure"}>
                    {t(`manager.quality.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.map((one) => (
                <tr key={one.staff_id}>
                  <th scope="row">
                    <StaffName id={one.staff_id} />
                  </th>
                  {[one.open, one.passed, one.noted, one.redo].map((number, at) => (
                    <td key={at} className="number figure">
                      {number}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
