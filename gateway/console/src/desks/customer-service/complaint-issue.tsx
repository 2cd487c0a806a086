import { Button, Radio } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { answer, api, asProblem, useCommand, type components } from "@/api";
import { useT, word } from "@/i18n";
import { useMay } from "@/session/session";
import { useShortcut } from "@/shell/shortcuts";
import { Field, FormDialog, Line, ProblemAlert } from "@/ui";
import { matterOf, mayAct, useIssues } from "./issues";

type Detail = components["schemas"]["customer_service_ComplaintDetail"];

const NEW = "NEW";

/** The issue that a complaint belongs to with others; link it, take it off (M-09). */
export function ComplaintIssue({ complaint }: { complaint: Detail }) {
  const t = useT();
  const may = useMay();
  const [linking, setLinking] = useState(false);
  const { issue } = complaint;
  const keeps = mayAct(complaint.about_customer_service, "judge", may);
  const links = keeps && !issue;
  useShortcut("i", t("customer-service.issue.link"), () => setLinking(true), { off: !links });
  const off = useCommand<string>({
    run: (issue_id) =>
      answer(
        api.DELETE("/v1/complaint-issues/{issue_id}/complaints/{complaint_id}", {
          params: { path: { issue_id, complaint_id: complaint.id } },
        }),
      ),
    invalidates: [["complaints"]],
  });
  if (!issue && !links) return null;
  return (
    <section className="block stack" aria-label={t("customer-service.issue.one")}>
      <h2>{t("customer-service.issue.one")}</h2>
      {issue && (
        <div className="line">
          {may("customer_service.complaints.read") ? (
            <Link className="number" to={`/customer-service/complaints/issues/${issue.id}`}>
              {issue.number}
            </Link>
          ) : (
            <b className="number">{issue.number}</b>
          )}
          <span className="line-main">{issue.subject}</span>
          <span className="tag">{word("customer-service.issue_state", issue.state)}</span>
          {keeps && issue.state === "OPEN" && (
            <Button loading={off.pending} onClick={() => void off.submit(issue.id)}>
              {t("customer-service.issue.take_off")}
            </Button>
          )}
        </div>
      )}
      <ProblemAlert problem={off.problem} retry={off.retry} />
      {links && (
        <div>
          <Button onClick={() => setLinking(true)}>
            {t("customer-service.issue.link")} <kbd aria-hidden>I</kbd>
          </Button>
        </div>
      )}
      {linking && <Choose complaint={complaint} onClose={() => setLinking(false)} />}
    </section>
  );
}

/** An issue that is open, or a new one. */
function Choose({ complaint, onClose }: { complaint: Detail; onClose: () => void }) {
  const t = useT();
  const { data, error, refetch } = useIssues(false);
  const { branch_id, about_customer_service, cause_kind } = complaint;
  const department = complaint.responsible_department ?? complaint.department;
  const [chosen, setChosen] = useState<string | null>(null);
  const [subject, setSubject] = useState(matterOf({ cause_kind, department }));
  const open = data?.filter((one) => one.state === "OPEN" && one.about_customer_service === about_customer_service);
  const alike = open?.find((one) => matterOf(one) === matterOf({ cause_kind, department })) ?? open?.[0];
  const value = chosen ?? alike?.id ?? NEW;
  const command = useCommand<string>({
    run: (where, sent) =>
      answer(
        where === NEW
          ? api.POST("/v1/complaint-issues", {
              body: {
                branch_id,
                about_customer_service,
                cause_kind,
                department,
                subject: subject.trim(),
                complaint_ids: [complaint.id],
              },
              headers: sent.headers,
            })
          : api.PUT("/v1/complaint-issues/{issue_id}/complaints/{complaint_id}", {
              params: { path: { issue_id: where, complaint_id: complaint.id } },
            }),
      ),
    invalidates: [["complaints"]],
    onDone: onClose,
  });
  if (!open && !error) return null;
  return (
    <FormDialog
      {...{ command, onClose }}
      title={t("customer-service.issue.link")}
      body={value}
      ready={open !== undefined && (value !== NEW || subject.trim() !== "")}
    >
      <ProblemAlert problem={error ? asProblem(error) : null} retry={() => refetch()} />
      <Field name="*" label={t("customer-service.issue.which")} group>
        <Radio.Group
          className="stack"
          aria-label={t("customer-service.issue.which")}
          value={value}
          onChange={(event) => setChosen(String(event.target.value))}
        >
          {open?.map((one) => (
            <Radio key={one.id} value={one.id}>
              {one.number} · {one.subject}{" "}
              <span className="quiet">{t("customer-service.issue.so_many", { count: one.complaints })}</span>
            </Radio>
          ))}
          <Radio value={NEW}>{t("customer-service.issue.new")}</Radio>
        </Radio.Group>
      </Field>
      {value === NEW && (
        <Line name="subject" needed label={t("customer-service.issue.subject")} value={subject} onChange={setSubject} />
      )}
    </FormDialog>
  );
}
