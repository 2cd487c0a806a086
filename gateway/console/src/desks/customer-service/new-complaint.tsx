import { Button, Checkbox, Input, Radio, Select } from "antd";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { answer, api, useCommand, type components } from "@/api";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { useShortcut } from "@/shell/shortcuts";
import { Field, Page, ProblemAlert } from "@/ui";
import { FindOrder, type Found } from "./find-order";
import { ServiceNav } from "./nav";
import { ReportKind } from "./report-kind";

type ComplaintIn = components["schemas"]["customer_service_ComplaintIn"];
type Complaint = components["schemas"]["customer_service_ComplaintOut"];

const CHANNELS = ["PHONE", "VISIT", "WEB", "LETTER", "STAFF", "HQ", "MEDIA"] as const;
const NATURES = ["VALID", "HELP", "INFO", "VENT"] as const;

/** What a complaint can be about, which says whose it is (M-51). */
export const CAUSES: readonly NonNullable<ComplaintIn["cause_kind"]>[] = [
  "LATE",
  "QUALITY",
  "WRONG_COUNT",
  "WRONG_CHARGE",
  "MANNERS",
  "DAMAGE",
  "PROMISE",
  "OTHER",
];

/** Departments as the contract writes them. */
export const DEPARTMENTS = ["RECEPTION", "SCHEDULING", "POST_PRODUCTION", "PICKUP", "CUSTOMER_SERVICE"] as const;

/** Take down a complaint; the fifteen minutes to the first answer begin (CS-32, M-22). */
export function NewComplaint() {
  const t = useT();
  const go = useNavigate();
  const { id: branch_id } = useBranch();
  const [asked] = useSearchParams();
  const from = asked.get("order");
  const [order, setOrder] = useState<Found | null>(from ? { orderId: from, number: "", names: [] } : null);
  const [draft, setDraft] = useState<Omit<ComplaintIn, "branch_id">>({
    channel: "PHONE",
    nature: "VALID",
    content: "",
    about_customer_service: false,
  });
  const command = useCommand<ComplaintIn, Complaint>({
    run: (body, sent) => answer(api.POST("/v1/complaints", { body, headers: sent.headers })),
    onDone: ({ id }) => void go(`/customer-service/complaints/${id}`, { replace: true }),
  });
  const ready = draft.content.trim() !== "";
  const send = () => {
    if (ready)
      void command.submit({ ...draft, branch_id, content: draft.content.trim(), order_id: order?.orderId ?? null });
  };
  useShortcut("ctrl+enter", t("customer-service.complaints.report"), send, { typing: true });
  return (
    <Page title={t("customer-service.complaints.report")}>
      <ServiceNav />
      <div className="block stack narrow">
        <ReportKind kind="complaint" />
        <Field name="content" label={t("customer-service.complaints.content")} needed>
          <Input.TextArea
            autoFocus
            rows={4}
            maxLength={2000}
            value={draft.content}
            onChange={(event) => setDraft({ ...draft, content: event.target.value })}
          />
        </Field>
        <Field name="nature" label={t("customer-service.complaints.nature")} group>
          <Radio.Group
            aria-label={t("customer-service.complaints.nature")}
            value={draft.nature}
            onChange={(event) => setDraft({ ...draft, nature: event.target.value as ComplaintIn["nature"] })}
            options={NATURES.map((value) => ({ value, label: word("customer-service.nature", value) }))}
          />
        </Field>
        <Field name="cause_kind" label={t("customer-service.fact.cause_kind")}>
          <Select
            allowClear
            value={draft.cause_kind}
            onChange={(cause_kind) => setDraft({ ...draft, cause_kind })}
            options={CAUSES.map((value) => ({ value, label: word("customer-service.cause_kind", value) }))}
          />
        </Field>
        <div className="contact-fields">
          <Field name="channel" label={t("customer-service.complaints.channel")}>
            <Select
              value={draft.channel}
              onChange={(channel) => setDraft({ ...draft, channel })}
              options={CHANNELS.map((value) => ({ value, label: word("customer-service.came_by", value) }))}
            />
          </Field>
          <Field name="department" label={t("customer-service.complaints.department")}>
            <Select
              allowClear
              placeholder={draft.cause_kind && t("customer-service.complaints.by_kind")}
              value={draft.department}
              onChange={(department) =>
                setDraft({ ...draft, department, about_customer_service: department === "CUSTOMER_SERVICE" })
              }
              options={DEPARTMENTS.map((value) => ({ value, label: word("department", value) }))}
            />
          </Field>
        </div>
        <Checkbox
          checked={draft.about_customer_service ?? false}
          onChange={(event) => setDraft({ ...draft, about_customer_service: event.target.checked })}
        >
          {t("customer-service.complaints.about_us")}
        </Checkbox>
        <FindOrder chosen={order} onChoose={setOrder} />
        <ProblemAlert problem={command.problem} retry={command.retry} />
        <div className="row-actions">
          <Button type="primary" size="large" disabled={!ready} loading={command.pending} onClick={send}>
            {t("customer-service.complaints.report")}
          </Button>
          <Button size="large" onClick={() => void go("/customer-service/complaints")}>
            {t("form.back")}
          </Button>
        </div>
      </div>
    </Page>
  );
}
