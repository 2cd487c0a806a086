import { DatePicker, type GetRef } from "antd";
import dayjs from "dayjs";
import { useEffect, useRef, useState } from "react";
import { useT } from "@/i18n";
import { useComplaint } from "./field";

/** How a day may be typed; the first is how it is shown. */
const FORMATS = ["YYYY-MM-DD", "YYYY-M-D", "YYYY/M/D", "YYYY.M.D", "YYYYMMDD"];

const isDay = (typed: string) => FORMATS.some((format) => dayjs(typed, format, true).isValid());

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
  const refusal = isDay(refused) ? t("form.day_too_early", { day: min ?? "" }) : t("form.no_day", { typed: refused });
  const words = refused === "" ? null : refusal;
  const said = useComplaint(words);
  useEffect(() => {
    // The component set does not heed autoFocus of a single day.
    if (autoFocus) picker.current?.focus();
  }, [autoFocus]);
  // The component set puts the day before back in place of one that it does not take, without a word.
  const settle = () => {
    const day = typed.current.trim();
    typed.current = "";
    if (day === "" || (isDay(day) && !(min && dayjs(day, FORMATS, true).isBefore(min)))) return;
    setRefused(day);
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
        format={FORMATS}
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
