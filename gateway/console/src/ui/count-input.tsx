import { Input, type InputProps } from "antd";
import { useEffect, useState, type KeyboardEvent } from "react";
import { useT } from "@/i18n";
import { useComplaint } from "./field";

/** The whole number somebody typed, in digits of either width; null while it is none within these bounds. */
export function readCount(typed: string, least: number, most: number): number | null {
  const plain = typed.normalize("NFKC").trim();
  if (!/^[+-]?\d+$/.test(plain)) return null;
  const count = Number(plain);
  return count >= least && count <= most ? count : null;
}

/** How many: typed, or moved with the arrow keys; what is no such number stays as typed, is said, and is `null`. */
export function CountInput(props: {
  value: number | null | undefined;
  /** `typed` tells what is empty from what is no such number. */
  onChange: (count: number | null, typed: string) => void;
  least?: number;
  most?: number;
  /** How far an arrow key goes. */
  step?: number;
  /** Whether nothing typed is wrong as well. */
  needed?: boolean;
  autoFocus?: boolean;
  disabled?: boolean;
  size?: InputProps["size"];
  prefix?: string;
  className?: string;
  "aria-label"?: string;
}) {
  const { value = null, onChange, least = 0, most = 1000, step = 1, needed = false, ...rest } = props;
  const t = useT();
  const [typed, setTyped] = useState(String(value ?? ""));
  const wrong = (needed || typed.trim() !== "") && readCount(typed, least, most) === null;
  const words = t("form.no_count", { least, most });
  const said = useComplaint(wrong ? words : null);
  useEffect(() => {
    // A number set from outside replaces what is typed; what was typed stays as it was written.
    if (value !== readCount(typed, least, most)) setTyped(String(value ?? ""));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only a change from outside counts
  }, [value]);
  const type = (next: string) => {
    setTyped(next);
    onChange(readCount(next, least, most), next.trim());
  };
  const move = (event: KeyboardEvent<HTMLInputElement>) => {
    const by = { ArrowUp: step, ArrowDown: -step }[event.key];
    const now = readCount(typed, least, most);
    if (!by || now === null) return;
    event.preventDefault();
    type(String(Math.min(most, Math.max(least, now + by))));
  };
  return (
    <Input
      {...rest}
      inputMode="numeric"
      autoComplete="off"
      maxLength={9}
      status={wrong && !said ? "error" : ""}
      title={wrong && !said ? words : undefined}
      aria-invalid={said ? undefined : wrong}
      value={typed}
      onChange={({ target }) => type(target.value)}
      onKeyDown={move}
    />
  );
}
