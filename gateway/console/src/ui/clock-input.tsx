import { Input } from "antd";
import { useState, type KeyboardEvent } from "react";
import { useT } from "@/i18n";
import { useComplaint } from "./field";

const STEP = 15;
const DAY = 24 * 60;

/** What somebody means who types 9, 9:5, 930 or 09:30; null while it is no time of the day. */
export function readClock(typed: string): string | null {
  const match = /^(\d{1,2})(?:[:.\uff1a](\d{1,2}))?$/.exec(typed.trim()) ?? /^(\d{1,2})(\d{2})$/.exec(typed.trim());
  if (!match) return null;
  const [hours, minutes] = [Number(match[1]), Number(match[2] ?? 0)];
  return hours < 24 && minutes < 60 ? writeClock(hours * 60 + minutes) : null;
}

function writeClock(minutes: number): string {
  const day = ((minutes % DAY) + DAY) % DAY;
  return `${String(Math.floor(day / 60)).padStart(2, "0")}:${String(day % 60).padStart(2, "0")}`;
}

/** A time on the branch's clock, 24 hours in every language: typed, or moved by a quarter with the arrow keys. */
export function ClockInput(props: {
  value: string;
  onChange: (clock: string) => void;
  autoFocus?: boolean;
  /** Said where no visible label stands beside it. */
  label?: string;
}) {
  const { value, onChange, autoFocus, label } = props;
  const t = useT();
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed !== null && readClock(typed) === null;
  const said = useComplaint(wrong ? t("form.no_time") : null);
  const move = (event: KeyboardEvent<HTMLInputElement>) => {
    const by = { ArrowUp: STEP, ArrowDown: -STEP }[event.key];
    const now = readClock(typed ?? value);
    if (!by || !now) return;
    event.preventDefault();
    setTyped(null);
    const [hours = 0, minutes = 0] = now.split(":").map(Number);
    onChange(writeClock(hours * 60 + minutes + by));
  };
  return (
    <Input
      autoFocus={autoFocus}
      autoComplete="off"
      inputMode="numeric"
      maxLength={5}
      status={wrong && !said ? "error" : undefined}
      title={wrong && !said ? t("form.no_time") : undefined}
      aria-invalid={said ? undefined : wrong}
      aria-label={label}
      value={typed ?? value}
      onChange={({ target }) => {
        setTyped(target.value);
        onChange(readClock(target.value) ?? "");
      }}
      onKeyDown={move}
      onBlur={() => !wrong && setTyped(null)}
    />
  );
}
