import { DatePicker } from "antd";
import dayjs from "dayjs";

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
  return (
    <DatePicker
      className={className}
      aria-label={label}
      autoFocus={autoFocus}
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
