import { Input } from "antd";
import type { FieldName } from "@/api/field-name";
import { Field } from "./field";

interface Written {
  name: FieldName;
  label: string;
  value: string;
  onChange: (value: string) => void;
  needed?: boolean;
  focus?: boolean;
  /** So many characters at the most. */
  most?: number;
}

/** A labelled line of text. */
export function Line(props: Written & { format?: string }) {
  const { name, label, value, onChange, needed, focus = false, most = 200, format } = props;
  return (
    <Field name={name} label={label} needed={needed} format={format}>
      <Input autoFocus={focus} maxLength={most} value={value} onChange={(event) => onChange(event.target.value)} />
    </Field>
  );
}

/** A labelled text of several lines. */
export function Lines(props: Written & { rows?: number }) {
  const { name, label, value, onChange, needed, focus = false, most = 2000, rows = 2 } = props;
  return (
    <Field name={name} label={label} needed={needed}>
      <Input.TextArea
        autoFocus={focus}
        rows={rows}
        maxLength={most}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
