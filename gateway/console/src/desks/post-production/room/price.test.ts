import { expect, test } from "vitest";
import type { Selection } from "../read";
import { runningSale, toggled, type Mark } from "./price";

const cny = (amount: number) => ({ amount, currency: "CNY" });
const selection = {
  included: 2,
  extra_photo_price: cny(6000),
  product_amount: cny(88000),
  custom_design_fee: cny(30000),
} as Selection;
const album: Mark = { purposes: ["ALBUM"], remark: "" };

test("extras are only what exceeds the package (PST-04)", () => {
  const marks = new Map([
    ["a", album],
    ["b", album],
    ["c", album],
    ["d", { ...album, purposes: ["ENLARGEMENT"] as const }],
  ]);
  expect(runningSale(selection, marks)).toMatchObject({
    chosen: 3,
    extra: 1,
    left: 0,
    extraAmount: 6000,
    amount: 124000,
    listed: 4,
  });
  expect(runningSale(selection, new Map([["a", album]]))).toMatchObject({ extra: 0, left: 1, amount: 118000 });
});

test("taking the last purpose away takes the photo off the list", () => {
  expect(toggled(undefined, "GIFT")).toEqual({ purposes: ["GIFT"], remark: "" });
  expect(toggled({ purposes: ["ALBUM", "GIFT"], remark: "eyes" }, "GIFT")).toEqual({
    purposes: ["ALBUM"],
    remark: "eyes",
  });
  expect(toggled(album, "ALBUM")).toBeNull();
});
