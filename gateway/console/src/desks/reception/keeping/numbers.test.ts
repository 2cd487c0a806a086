import { expect, test } from "vitest";
import { numbersIn, written } from "./numbers";

test("REC-20: numbers are written as runs, one by one, or both", () => {
  expect(numbersIn("A1-A3, B7、C-2")).toEqual(["A1", "A2", "A3", "B7", "C-2"]);
  expect(numbersIn("08-11 A1-3")).toEqual(["08", "09", "10", "11", "A1", "A2", "A3"]);
  expect(numbersIn("A3-A1 A1 A1")).toEqual(["A3-A1", "A1"]);
  expect(numbersIn("  ")).toEqual([]);
});

test("REC-20: what was entered is shown as short as it was written", () => {
  for (const text of ["A1-A40, B7", "01-12", "A1, A2, C9", "VIP", ""]) expect(written(numbersIn(text))).toBe(text);
});
