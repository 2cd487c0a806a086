import { DatePicker, type GetRef } from "antd";
import dayjs from "dayjs";
import { useEffect, useRef } from "react";

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
  const picker = useRef<GetRef<typeof DatePicker>>(null);
  useEffect(() => {
    // The component set does not heed autoFocus of a single day.
    if (autoFocus) picker.current?.focus();
  }, [autoFocus]);
  return (
    <DatePicker
      ref={picker}
      className={className}
      aria-label={label}
      allowClear={optional}
      format="YYYY-MM-DD"
      minDate={min ? dayjs(min) : undefined}
      value={value ? dayjs(value) : null}
      onChange={(day) => {
        if (day || optional) onChange(day ? day.format("YYYY-MM-DD") : "");
      }}
    />
  );
}
