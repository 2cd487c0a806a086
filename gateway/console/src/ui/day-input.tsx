import { DatePicker, type GetRef } from "antd";
import dayjs from "dayjs";
import { useEffect, useRef, useState } from "react";
import { useT } from "@/i18n";
import { useComplaint } from "./field";

/** How a day is taken while it is typed; the first is how it is shown. */
const WHOLE = ["YYYY-MM-DD", "YYYY/MM/DD", "YYYY.MM.DD", "YYYYMMDD"];
/** Taken when the field is left: 2026-12-1 may become 2026-12-15 yet. */
const SHORT = ["YYYY-M-D", "YYYY/M/D", "YYYY.M.D"];

/** The day that was typed, as the API writes it; "" when it is none. */
function dayOf(typed: string): string {
  const format = [...WHOLE, ...SHORT].find((one) => dayjs(typed, one, true).isValid());
  return format ? dayjs(typed, format).format(WHOLE[0]) : "";
}

/** A day as the API writes it (2026-11-26), typed or chosen, in the console's language whatever the browser speaks. */
export function DayInput(props: {
  value: string | null | undefined;
  onChange: (day: string) => void;
  min?: string;
  autoFocus?: boolean;
  /** Said where no visible label stands beside it. */
  label?: string;
  className?: string;
  /** Whether it may be left empty; then the day is "". */
  optional?: boolean;
}) {
  const { value, onChange, min, autoFocus, label, className, optional = false } = props;
  const t = useT();
  const picker = useRef<GetRef<typeof DatePicker>>(null);
  const typed = useRef("");
  const [refused, setRefused] = useState("");
  const refusal = dayOf(refused) ? t("form.day_too_early", { day: min ?? "" }) : t("form.no_day", { typed: refused });
  const words = refused === "" ? null : refusal;
  const said = useComplaint(words);
  useEffect(() => {
    // The component set does not heed autoFocus of a single day.
    if (autoFocus) picker.current?.focus();
  }, [autoFocus]);
  // The component set puts the day before back in place of one that it does not take, without a word.
  const settle = () => {
    const entered = typed.current.trim();
    typed.current = "";
    if (entered === "") return;
    const day = dayOf(entered);
    if (day && !(min && day < min)) {
      setRefused("");
      onChange(day);
      return;
    }
    setRefused(entered);
    // A form must not be sent with the day that stood there before.
    if (said) onChange("");
  };
  return (
    <span
      style={{ display: "contents" }}
      title={words && !said ? words : undefined}
      onInput={({ target }) => (typed.current = (target as HTMLInputElement).value)}
      onBlur={settle}
      onKeyDownCapture={({ key }) => key === "Enter" && settle()}
    >
      <DatePicker
        ref={picker}
        className={className}
        aria-label={label}
        allowClear={optional}
        format={WHOLE}
        status={words && !said ? "error" : ""}
        minDate={min ? dayjs(min) : undefined}
        value={value ? dayjs(value) : null}
        onChange={(day) => {
          typed.current = "";
          setRefused("");
          if (day || optional) onChange(day ? day.format("YYYY-MM-DD") : "");
        }}
      />
    </span>
  );
}
