import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { answer, api, asProblem, useCommand, type components } from "@/api";
import { businessNow, dayAndTime, plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import { Dialog, Empty, FactList, Field, PersonName, ProblemAlert, StaffName } from "@/ui";

type Check = components["schemas"]["reception_MemberCheckOut"];
type VerdictIn = components["schemas"]["reception_VerdictIn"];
const STALE = [["member-checks"]];

/** What is written of a drawn member beside what he says: true, or wrong and how. */
function Judge({ check, onClose }: { check: Check; onClose: () => void }) {
  const t = useT();
  const [note, setNote] = useState("");
  const path = { check_id: check.id };
  const written = useQuery({
    queryKey: ["member-check", check.id],
    queryFn: () => answer(api.POST("/v1/member-checks/{check_id}/look", { params: { path } })),
    staleTime: Infinity,
  });
  const command = useCommand<VerdictIn>({
    run: (body) => answer(api.POST("/v1/member-checks/{check_id}/verdict", { params: { path }, body })),
    invalidates: STALE,
    onDone: onClose,
  });
  const { data, error } = written;
  return (
    <Dialog
      title={<PersonName id={check.person_id} />}
      onCancel={onClose}
      footer={
        <>
          <Button
            danger
            disabled={!data || note.trim() === ""}
            loading={command.pending}
            onClick={() => void command.submit({ right: false, note: note.trim() })}
          >
            {t("customer-service.member_check.wrong")}
          </Button>
          <Button
            type="primary"
            disabled={!data}
            loading={command.pending}
            onClick={() => void command.submit({ right: true, note: note.trim() })}
          >
            {t("customer-service.member_check.right")}
          </Button>
        </>
      }
    >
      <div className="stack">
        <ProblemAlert problem={error ? asProblem(error) : null} retry={() => written.refetch()} />
        {data && (
          <FactList
            facts={[
              [word("customer-service.detail", "PHONE"), data.phone],
              [word("customer-service.detail", "ADDRESS"), data.address],
              [word("customer-service.detail", "BIRTHDAY"), data.birthday && plainDay(data.birthday)],
            ]}
          />
        )}
        <Field name="note" label={t("customer-service.member_check.note")}>
          <Input.TextArea rows={2} maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
        <ProblemAlert problem={command.problem} retry={command.retry} />
      </div>
    </Dialog>
  );
}

/** Members whom chance drew this month for the regional manager to check (M-58). */
export function MemberChecks() {
  const t = useT();
  const may = useMay();
  const { id: branch_id } = useBranch();
  const [asked, setAsked] = useState<Check | null>(null);
  const month = businessNow().toISOString().slice(0, 7);
  const reads = may("reception.member_checks.read");
  const checks = may("reception.member_checks.do");
  const found = useQuery({
    queryKey: ["member-checks", branch_id, month],
    enabled: reads,
    queryFn: async () =>
      (await answer(api.GET("/v1/member-checks", { params: { query: { branch_id, month, limit: 100 } } }))).items,
  });
  const draw = useCommand({
    run: (body: { branch_id: string; month: string }) => answer(api.POST("/v1/member-checks", { body })),
    invalidates: STALE,
  });
  if (!reads) return null;
  return (
    <section className="block stack" aria-label={t("customer-service.member_check.title")}>
      <h2>{t("customer-service.member_check.title")}</h2>
      <ProblemAlert problem={found.error ? asProblem(found.error) : null} retry={() => found.refetch()} />
      {found.data?.length === 0 && <Empty text={t("customer-service.member_check.none")} />}
      <ul className="plain-list">
        {found.data?.map((check) => (
          <li key={check.id} className="line">
            <span className="line-main">
              <PersonName id={check.person_id} />{" "}
              {check.checked_by && (
                <span className={check.right ? "quiet" : "red"}>
                  {t(`customer-service.member_check.${check.right ? "right" : "wrong"}`)} {check.note} ·{" "}
                  <StaffName id={check.checked_by} /> {dayAndTime(check.checked_at)}
                </span>
              )}
            </span>
            {!check.checked_by && checks && (
              <Button size="small" onClick={() => setAsked(check)}>
                {t("customer-service.member_check.check")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {checks && (
        <div>
          <Button loading={draw.pending} onClick={() => void draw.submit({ branch_id, month })}>
            {t("customer-service.member_check.draw")}
          </Button>
        </div>
      )}
      <ProblemAlert problem={draw.problem} retry={draw.retry} />
      {asked && <Judge key={asked.id} check={asked} onClose={() => setAsked(null)} />}
    </section>
  );
}
