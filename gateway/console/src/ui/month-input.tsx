import { DatePicker } from "antd";
import dayjs from "dayjs";

/** A month, "2026-11", in the console's language, typed or chosen. */
export function MonthInput(props: { value: string; onChange: (month: string) => void; label: string }) {
  const { value, onChange, label } = props;
  return (
    <DatePicker
      picker="month"
      aria-label={label}
      allowClear={false}
      format="YYYY-MM"
      value={dayjs(`${value}-01`)}
      onChange={(month) => month && onChange(month.format("YYYY-MM"))}
    />
  );
}
