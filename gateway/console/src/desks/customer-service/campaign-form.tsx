import { Button, Input, Segmented, Select } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { isoDay, plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { CountInput, DayInput, Dialog, Field, ProblemAlert } from "@/ui";

type Schemas = components["schemas"];
type CampaignIn = Schemas["customer_service_CampaignIn"];

const KINDS = ["HOLIDAY", "ANNIVERSARY", "PROMOTION", "LOST_CUSTOMER", "SURVEY"] as const;
const CHANNELS = ["CALL", "MESSAGE"] as const;
const STAGES = ["BOOKED", "SCHEDULED", "CONFIRMED", "SHOT", "PROOFS_READY", "SELECTED", "PICKED_UP", "CLOSED"] as const;
const CATEGORIES = [
  "WEDDING_STUDIO",
  "WEDDING_OUTDOOR",
  "WEDDING_SEA",
  "COUPLE",
  "PERSONAL_ART",
  "PREGNANCY",
  "CHILDREN",
  "FAMILY",
] as const;

/** Choose whom, when and what is said; the preview counts before anything is planned (N-23). */
export function PlanCampaign({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { id: branch_id } = useBranch();
  const [plan, setPlan] = useState<CampaignIn>(() => ({
    branch_id,
    kind: "HOLIDAY",
    channel: "CALL",
    occasion: "",
    offer: "",
    stages: [],
    categories: [],
    opened_from: null,
    opened_to: null,
    first_day: isoDay(),
    last_day: isoDay(),
    per_day: 20,
  }));
  const [seen, setSeen] = useState<Schemas["customer_service_CampaignPreview"] | null>(null);
  const look = useCommand({
    run: (body: CampaignIn) => answer(api.POST("/v1/campaigns/preview", { body })),
    onDone: setSeen,
  });
  const start = useCommand({
    run: (body: CampaignIn, sent) => answer(api.POST("/v1/campaigns", { body, headers: sent.headers })),
    invalidates: [["customer-service", "campaigns"], ["contacts"], ["today"]],
    onDone: onClose,
  });
  const change = (more: Partial<CampaignIn>) => {
    setPlan({ ...plan, ...more });
    setSeen(null);
  };
  const ready = plan.per_day > 0 && plan.occasion.trim() !== "" && plan.first_day !== "" && plan.last_day !== "";
  return (
    <Dialog
      title={t("customer-service.campaigns.new")}
      okText={t("customer-service.campaigns.start")}
      cancelText={t("form.back")}
      okButtonProps={{ disabled: seen === null }}
      confirmLoading={start.pending}
      onOk={() => void start.submit(plan)}
      onCancel={onClose}
    >
      <div className="stack">
        <Group plan={plan} change={change} />
        <Days plan={plan} change={change} />
        <div>
          <Button disabled={!ready} loading={look.pending} onClick={() => void look.submit(plan)}>
            {t("customer-service.campaigns.look")}
          </Button>
        </div>
        {seen && <Preview seen={seen} />}
        <ProblemAlert problem={look.problem ?? start.problem} retry={start.problem ? start.retry : look.retry} />
      </div>
    </Dialog>
  );
}

interface Part {
  plan: CampaignIn;
  change: (more: Partial<CampaignIn>) => void;
}

function Group({ plan, change }: Part) {
  const t = useT();
  const say = "customer-service.campaigns";
  return (
    <>
      <Segmented
        aria-label={t("order.kind")}
        value={plan.kind}
        onChange={(kind) => change({ kind })}
        options={KINDS.map((value) => ({ value, label: t(`customer-service.campaigns.kind.${value}`) }))}
      />
      <Segmented<"CALL" | "MESSAGE">
        aria-label={t("customer-service.campaigns.how")}
        value={plan.channel}
        onChange={(channel) => change({ channel })}
        options={CHANNELS.map((value) => ({ value, label: t(`customer-service.campaigns.channel.${value}`) }))}
      />
      <Field name="occasion" needed label={t(`${say}.occasion`)}>
        <Input
          autoFocus
          maxLength={100}
          placeholder={t(`${say}.occasion_like`)}
          value={plan.occasion}
          onChange={(event) => change({ occasion: event.target.value })}
        />
      </Field>
      <Field name="offer" label={t(`${say}.offer`)}>
        <Input.TextArea
          rows={2}
          maxLength={500}
          value={plan.offer}
          onChange={(event) => change({ offer: event.target.value })}
        />
      </Field>
      <Field name="stages" label={t(`${say}.stages`)} group>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: "label" }}
          aria-label={t(`${say}.stages`)}
          value={plan.stages}
          onChange={(stages) => change({ stages })}
          options={STAGES.map((value) => ({ value, label: word("stage", value) }))}
        />
      </Field>
      <Field name="categories" label={t(`${say}.categories`)} group>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: "label" }}
          aria-label={t(`${say}.categories`)}
          value={plan.categories}
          onChange={(categories) => change({ categories })}
          options={CATEGORIES.map((value) => ({ value, label: word("category", value) }))}
        />
      </Field>
    </>
  );
}

function Days({ plan, change }: Part) {
  const t = useT();
  const opened = (name: "opened_from" | "opened_to") => (
    <DayInput
      optional
      label={t(`customer-service.campaigns.${name}`)}
      value={plan[name]}
      onChange={(day) => change({ [name]: day || null })}
    />
  );
  const day = (name: "first_day" | "last_day") => (
    <DayInput
      min={isoDay()}
      label={t(`customer-service.campaigns.${name}`)}
      value={plan[name]}
      onChange={(chosen) => change({ [name]: chosen })}
    />
  );
  return (
    <>
      <Field name="opened_from" label={t("customer-service.campaigns.opened")} group>
        <span className="campaign-days">
          {opened("opened_from")} – {opened("opened_to")}
        </span>
      </Field>
      <Field name="first_day" label={t("customer-service.campaigns.days")} group>
        <span className="campaign-days">
          {day("first_day")} – {day("last_day")}
        </span>
      </Field>
      {plan.kind !== "ANNIVERSARY" && (
        <Field name="per_day" label={t("customer-service.campaigns.per_day")}>
          <CountInput
            least={1}
            most={200}
            value={plan.per_day || null}
            onChange={(count) => change({ per_day: count ?? 0 })}
          />
        </Field>
      )}
    </>
  );
}

function Preview({ seen }: { seen: Schemas["customer_service_CampaignPreview"] }) {
  const t = useT();
  return (
    <section aria-label={t("customer-service.campaigns.look")} role="status">
      <p>
        <b>{t("customer-service.campaigns.counted", { count: seen.customers, day: plainDay(seen.last_contact_on) })}</b>{" "}
        {seen.left_out > 0 && (
          <span className="quiet">{t("customer-service.campaigns.left_out", { count: seen.left_out })}</span>
        )}
      </p>
      <blockquote className="contact-script">{seen.zh}</blockquote>
      <blockquote className="contact-script">{seen.en}</blockquote>
    </section>
  );
}
