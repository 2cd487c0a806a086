import { Radio, Select } from "antd";
import { useState, type ReactNode } from "react";
import type { components } from "@/api";
import { money } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { Field, Lines, MoneyInput, SignaturePad, useColleagues } from "@/ui";
import { CAUSES, DEPARTMENTS } from "./new-complaint";
import type { Step } from "./steps";

type Detail = components["schemas"]["customer_service_ComplaintDetail"];
type Schemas = components["schemas"];

/** What a step sends. */
export type Fields = Readonly<Record<string, unknown>>;

export interface FormProps {
  complaint: Detail;
  /** The body to send, or null while something is missing. */
  onBody: (body: Fields | null) => void;
}

const orNull = (words: string) => words.trim() || null;

function Judge({ complaint, onBody }: FormProps) {
  const t = useT();
  const [found, setFound] = useState<Schemas["customer_service_ComplaintClass"]>();
  const [department, setDepartment] = useState(complaint.department ?? undefined);
  const [explanation, setExplanation] = useState("");
  const [handler, setHandler] = useState<string | null>(null);
  const colleagues = useColleagues();
  const tell = (kind = found, of = department, words = explanation, handler_id = handler) => {
    const verdict = kind === "INVALID" ? "NOT_ESTABLISHED" : "ESTABLISHED";
    const complete = kind && (kind === "INVALID" ? words.trim() : of);
    const body = { verdict, class: kind, responsible_department: of ?? null, explanation: orNull(words), handler_id };
    onBody(complete ? body : null);
  };
  return (
    <>
      <Radio.Group
        aria-label={t("customer-service.fact.class")}
        value={found}
        onChange={(event) => {
          setFound(event.target.value as typeof found);
          tell(event.target.value as typeof found);
        }}
        options={(["VALID", "INVALID", "MAJOR"] as const).map((value) => ({
          value,
          label: word("customer-service.class", value),
        }))}
      />
      <Field name="responsible_department" needed label={t("customer-service.fact.department")}>
        <Select
          value={department}
          onChange={(value) => {
            setDepartment(value);
            tell(found, value);
          }}
          options={DEPARTMENTS.map((value) => ({ value, label: word("department", value) }))}
        />
      </Field>
      {found !== "INVALID" && (
        <Field name="handler_id" label={t("customer-service.fact.handler")}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            placeholder={t("customer-service.complaint.handler_default")}
            value={handler}
            onChange={(id: string | undefined) => {
              setHandler(id ?? null);
              tell(found, department, explanation, id ?? null);
            }}
            options={colleagues.map(({ id, display_name }) => ({ value: id, label: display_name }))}
          />
        </Field>
      )}
      {found === "INVALID" && (
        <Lines
          name="explanation"
          needed
          label={t("customer-service.fact.explanation")}
          value={explanation}
          onChange={(words) => {
            setExplanation(words);
            tell(found, department, words);
          }}
        />
      )}
    </>
  );
}

function Investigation({ complaint, onBody }: FormProps) {
  const t = useT();
  const colleagues = useColleagues();
  const [body, setBody] = useState({
    cause: "",
    cause_kind: complaint.cause_kind,
    responsible_staff_id: null as string | null,
    emergency_measure: "",
    prevention: "",
  });
  const change = (more: Partial<typeof body>) => {
    const next = { ...body, ...more };
    setBody(next);
    const all = [next.cause, next.responsible_staff_id, next.emergency_measure, next.prevention];
    const told = complaint.class === "MAJOR" ? all.every((one) => one?.trim()) : next.cause.trim() !== "";
    onBody(
      told && next.cause_kind
        ? {
            cause: next.cause.trim(),
            cause_kind: next.cause_kind,
            responsible_staff_id: next.responsible_staff_id,
            emergency_measure: orNull(next.emergency_measure),
            prevention: orNull(next.prevention),
          }
        : null,
    );
  };
  const words = (name: "cause" | "emergency_measure" | "prevention") => (
    <Lines
      name={name}
      needed={name === "cause" || complaint.class === "MAJOR"}
      label={t(`customer-service.fact.${name}`)}
      value={body[name]}
      focus={name === "cause"}
      onChange={(value) => change({ [name]: value })}
    />
  );
  return (
    <>
      {complaint.class === "MAJOR" && <p className="quiet">{t("customer-service.complaint.all_four")}</p>}
      {words("cause")}
      <Field name="cause_kind" needed label={t("customer-service.fact.cause_kind")}>
        <Select
          value={body.cause_kind}
          onChange={(cause_kind) => change({ cause_kind })}
          options={CAUSES.map((value) => ({ value, label: word("customer-service.cause_kind", value) }))}
        />
      </Field>
      <Field
        name="responsible_staff_id"
        needed={complaint.class === "MAJOR"}
        label={t("customer-service.fact.responsible")}
      >
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          value={body.responsible_staff_id}
          onChange={(id: string | undefined) => change({ responsible_staff_id: id ?? null })}
          options={colleagues.map(({ id, display_name }) => ({ value: id, label: display_name }))}
        />
      </Field>
      {words("emergency_measure")}
      {words("prevention")}
    </>
  );
}

function Proposals({ onBody }: FormProps) {
  const t = useT();
  const [lines, setLines] = useState("");
  return (
    <Lines
      name="options"
      needed
      label={t("customer-service.complaint.options")}
      focus
      rows={4}
      value={lines}
      onChange={(value) => {
        setLines(value);
        const options = value.split("\n").flatMap((line) => orNull(line) ?? []);
        onBody(options.length > 0 ? { options } : null);
      }}
    />
  );
}

function Decision({ complaint, onBody }: FormProps) {
  const t = useT();
  const { currency } = useBranch();
  const [option, setOption] = useState<number>();
  const [fen, setFen] = useState<number | null>(null);
  const lacking = (amount: number | null) =>
    !complaint.analysis && (complaint.class === "MAJOR" || (amount ?? 0) > complaint.analysis_above.amount);
  const tell = (chosen: number | undefined, amount: number | null) =>
    onBody(chosen && !lacking(amount) ? { option: chosen, compensation: amount ? { amount, currency } : null } : null);
  return (
    <>
      <Radio.Group
        vertical
        aria-label={t("customer-service.fact.chosen")}
        value={option}
        onChange={(event) => {
          setOption(event.target.value as number);
          tell(event.target.value as number, fen);
        }}
        options={complaint.options.map((label, at) => ({ value: at + 1, label }))}
      />
      <Field name="compensation" label={t("customer-service.fact.compensation")}>
        <MoneyInput
          currency={currency}
          value={fen}
          onChange={(amount) => {
            setFen(amount);
            tell(option, amount);
          }}
        />
      </Field>
      {lacking(fen) && (
        <p role="status">{t("customer-service.analysis.needed", { limit: money(complaint.analysis_above) })}</p>
      )}
    </>
  );
}

function Execution({ onBody }: FormProps) {
  const t = useT();
  const [png, setPng] = useState<string | null>(null);
  const [penalty, setPenalty] = useState("");
  const tell = (image: string | null, words: string) =>
    onBody(image ? { signature_image: image, penalty: orNull(words) } : null);
  return (
    <>
      <Lines
        name="penalty"
        label={t("customer-service.complaint.penalty_hint")}
        value={penalty}
        onChange={(words) => {
          setPenalty(words);
          tell(png, words);
        }}
      />
      <p>{t("customer-service.complaint.sign")}</p>
      <SignaturePad
        onChange={(image) => {
          setPng(image);
          tell(image, penalty);
        }}
      />
    </>
  );
}

function Revisit({ complaint, onBody }: FormProps) {
  const t = useT();
  const [given, setGiven] = useState<Schemas["customer_service_Answer"]>();
  const [note, setNote] = useState("");
  const channel = complaint.class === "MAJOR" ? "IN_PERSON" : "PHONE";
  const tell = (to: typeof given, words: string) => onBody(to ? { answer: to, channel, note: orNull(words) } : null);
  return (
    <>
      {channel === "IN_PERSON" && <p className="quiet">{t("customer-service.complaint.in_person")}</p>}
      <Radio.Group
        aria-label={t("customer-service.fact.answer")}
        value={given}
        onChange={(event) => {
          setGiven(event.target.value as typeof given);
          tell(event.target.value as typeof given, note);
        }}
        options={(["SATISFIED", "SO_SO", "DISSATISFIED"] as const).map((value) => ({
          value,
          label: word("customer-service.answer", value),
        }))}
      />
      <Lines
        name="note"
        label={t("customer-service.outcome.note")}
        value={note}
        onChange={(words) => {
          setNote(words);
          tell(given, words);
        }}
      />
    </>
  );
}

function Summary({ onBody }: FormProps) {
  const t = useT();
  const [words, setWords] = useState("");
  return (
    <Lines
      name="summary"
      needed
      label={t("customer-service.fact.summary")}
      focus
      value={words}
      onChange={(value) => {
        setWords(value);
        onBody(value.trim() ? { summary: value.trim() } : null);
      }}
    />
  );
}

/** The form of each step. */
export const FORMS: Readonly<Record<Step, (props: FormProps) => ReactNode>> = {
  judge: Judge,
  investigation: Investigation,
  proposals: Proposals,
  decision: Decision,
  execution: Execution,
  revisit: Revisit,
  summary: Summary,
};
