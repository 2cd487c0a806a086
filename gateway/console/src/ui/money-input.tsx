import { Input } from "antd";
import { useEffect, useState } from "react";
import { fenOf, typedFen } from "@/format";
import { useT } from "@/i18n";
import { useComplaint } from "./field";

/** An amount in fen, typed as yuan; `null` while it is no amount. */
export function MoneyInput(props: {
  id?: string;
  value?: number | null;
  onChange?: (fen: number | null) => void;
  currency?: string;
  autoFocus?: boolean;
  disabled?: boolean;
  /** Whether nothing (0) is no amount here. */
  positive?: boolean;
  "aria-label"?: string;
}) {
  const { value, onChange, currency = "CNY", positive = false, ...rest } = props;
  const t = useT();
  const [typed, setTyped] = useState(value === null || value === undefined ? "" : typedFen(value));
  const nothing = positive && fenOf(typed) === 0;
  const wrong = nothing || (typed.trim() !== "" && fenOf(typed) === null);
  const words = nothing ? t("wrong.greater_than", { limit: 0 }) : t("form.no_amount");
  const said = useComplaint(wrong ? words : null);
  useEffect(() => {
    // A value set from outside replaces what is typed; what was typed stays as it was written.
    if ((value ?? null) !== fenOf(typed)) setTyped(value === null || value === undefined ? "" : typedFen(value));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only a change from outside counts
  }, [value]);
  return (
    <Input
      {...rest}
      inputMode="decimal"
      autoComplete="off"
      prefix={currency === "CNY" ? "¥" : currency}
      status={wrong && !said ? "error" : ""}
      title={wrong && !said ? words : undefined}
      aria-invalid={said ? undefined : wrong}
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange?.(fenOf(event.target.value));
      }}
    />
  );
}
