import type { Purpose, Selection } from "../read";

/** What a photo was chosen for. */
export interface Mark {
  purposes: readonly Purpose[];
  remark: string;
}
export type Marks = ReadonlyMap<string, Mark>;

/** The second sale while it is being chosen: figures follow every key without waiting for the server (PST-04). */
export interface Running {
  chosen: number;
  included: number;
  extra: number;
  /** How many of the package's photos may still be chosen. */
  left: number;
  /** Fen. */
  extraAmount: number;
  amount: number;
  /** All chosen photos, whatever for: the electronic list. */
  listed: number;
  enlargements: number;
}

/** What the price of a selection depends on besides the choices. */
export type Priced = Pick<Selection, "included" | "extra_photo_price" | "product_amount" | "custom_design_fee">;

/** Included, chosen and extra with the price; extras are only what exceeds the package. */
export function runningSale(selection: Priced, marks: Marks): Running {
  let chosen = 0;
  let enlargements = 0;
  for (const { purposes } of marks.values()) {
    if (purposes.includes("ALBUM")) chosen += 1;
    if (purposes.includes("ENLARGEMENT")) enlargements += 1;
  }
  const extra = Math.max(0, chosen - selection.included);
  const extraAmount = extra * selection.extra_photo_price.amount;
  return {
    chosen,
    included: selection.included,
    extra,
    left: Math.max(0, selection.included - chosen),
    extraAmount,
    amount: extraAmount + selection.product_amount.amount + selection.custom_design_fee.amount,
    listed: marks.size,
    enlargements,
  };
}

/** The mark with the purpose added or taken away; null when nothing is left. */
export function toggled(mark: Mark | undefined, purpose: Purpose): Mark | null {
  const purposes = mark?.purposes ?? [];
  const next = purposes.includes(purpose) ? purposes.filter((one) => one !== purpose) : [...purposes, purpose];
  return next.length === 0 ? null : { purposes: next, remark: mark?.remark ?? "" };
}
