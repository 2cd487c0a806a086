import { clockTime, dayAndTime, fullTime, money, plainDay, type Money } from "@/format";
import { hasText, useT, word } from "@/i18n";
import { numberOf } from "@/api/people";
import { PersonNames, StaffName } from "@/ui";

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i;
const MOMENT = /^\d{4}-\d{2}-\d{2}T/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const CODE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;
const DEEPEST = 3;
const NAMED = new Set(["code", "number", "customer_number", "currency"]);
const LISTS = [
  "value",
  "category",
  "stage",
  "booking",
  "work",
  "work_state",
  "piece_state",
  "contact_kind",
  "contact_state",
];

/** The word for a code, from whichever list of codes has it. */
function codeWord(code: string): string {
  return word(LISTS.find((list) => hasText(`${list}.${code}`)) ?? "value", code);
}

function isMoney(value: object): value is Money {
  return "amount" in value && "currency" in value;
}

function Scalar({ name, value }: { name: string; value: unknown }) {
  const t = useT();
  if (value === null || value === undefined || value === "") return <>–</>;
  if (typeof value === "boolean") return <>{t(value ? "form.yes" : "form.no")}</>;
  if (typeof value === "number") return <>{value.toLocaleString()}</>;
  const text = String(value);
  if (/(^|_)(staff|owner|by|handler|responsible|assignee|cashier|receiver|photographer|artist)(_id)?$/.test(name))
    return <StaffName id={text} />;
  if (UUID.test(text)) return <span className="number quiet">{numberOf(text)}</span>;
  if (MOMENT.test(text)) return <>{name.endsWith("ends_at") ? clockTime(text) : dayAndTime(text)}</>;
  if (DAY.test(text)) return <>{plainDay(text)}</>;
  if (CODE.test(text) && !NAMED.has(name)) return <>{codeWord(text)}</>;
  return <>{text}</>;
}

/** Only what has a word: ids and inner workings mean nothing to people. */
function worthShowing(name: string, value: unknown): boolean {
  if (!hasText(`field.${name}`) || value === "") return false;
  if (name.endsWith("_id") && typeof value === "string" && UUID.test(value)) return false;
  return !(Array.isArray(value) && value.length === 0) && value !== null && value !== undefined;
}

function Value({ name, value, depth }: { name: string; value: unknown; depth: number }) {
  if (name === "person_ids" && Array.isArray(value)) return <PersonNames ids={value as string[]} />;
  if (Array.isArray(value)) {
    return (
      <ul className="part-list">
        {value.map((one, at) => (
          <li key={at}>{depth > 0 ? <Value name={name} value={one} depth={depth - 1} /> : "…"}</li>
        ))}
      </ul>
    );
  }
  if (typeof value === "object" && value !== null) {
    if (isMoney(value)) return <>{money(value)}</>;
    return depth > 0 ? <GenericPart data={value} depth={depth - 1} /> : <>…</>;
  }
  return <Scalar name={name} value={value} />;
}

/** Any department's part as named values, for departments without a view of their own. */
export function GenericPart({ data, depth = DEEPEST }: { data: unknown; depth?: number }) {
  useT();
  if (typeof data !== "object" || data === null) return <Value name="" value={data} depth={depth} />;
  if (Array.isArray(data)) return <Value name="" value={data} depth={depth} />;
  const shown = Object.entries(data).filter(([name, value]) => worthShowing(name, value));
  return (
    <dl className="part-values">
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt>{word("field", name)}</dt>
          <dd title={typeof value === "string" && MOMENT.test(value) ? fullTime(value) : undefined}>
            <Value name={name} value={value} depth={depth} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
