import { expect, test } from "vitest";
import { scrollFor, windowOf } from "./window";

test("of three thousand photos only what is near is drawn", () => {
  const seen = windowOf(3000, 1000, 600, 20_000, 200);
  expect(seen).toEqual({ columns: 5, rows: 600, first: 98 * 5, last: 105 * 5 });
  expect(windowOf(7, 1000, 600, 0, 200)).toMatchObject({ first: 0, last: 7 });
});

test("the focused photo is scrolled into view and no further", () => {
  expect(scrollFor(0, 5, 600, 400, 200)).toBe(0);
  expect(scrollFor(26, 5, 600, 400, 200)).toBe(600);
  expect(scrollFor(12, 5, 600, 400, 200)).toBe(400);
});
