import { currentLanguage } from "@/i18n/language";

/** An amount as the API sends it: whole smallest units (fen) and a currency. */
export interface Money {
  amount: number;
  currency: string;
}

/** The amount for people, e.g. ¥3,999.00. */
export function money(value: Money | null | undefined): string {
  if (!value) return "–";
  return new Intl.NumberFormat(currentLanguage() === "en" ? "en-GB" : "zh-CN", {
    style: "currency",
    currency: value.currency,
    currencyDisplay: "narrowSymbol",
  }).format(value.amount / 100);
}

/**
 * Fen from what was typed, by digits and never through a fraction; null when it is not an amount.
 * Takes "3999", "3,999.5", "３９９９", "¥39.90".
 */
export function fenOf(typed: string): number | null {
  const plain = typed
    .normalize("NFKC")
    .replace(/[¥$€\s,]/g, "")
    .replace("。", ".");
  const match = /^(-?)(\d{1,10})(?:\.(\d{1,2}))?$/.exec(plain);
  if (!match) return null;
  const fen = Number(match[2]) * 100 + Number((match[3] ?? "").padEnd(2, "0"));
  return match[1] && fen ? -fen : fen;
}

/** Fen as they are typed: "3999" or "39.90". */
export function typedFen(fen: number): string {
  const sign = fen < 0 ? "-" : "";
  const whole = Math.trunc(Math.abs(fen) / 100);
  const rest = Math.abs(fen) % 100;
  return rest ? `${sign}${whole}.${String(rest).padStart(2, "0")}` : `${sign}${whole}`;
}
