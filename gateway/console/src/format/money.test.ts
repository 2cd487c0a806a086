import { expect, test } from "vitest";
import { fenOf, typedFen } from "./money";

test.each([
  ["3999", 399900],
  ["3,999.5", 399950],
  ["0.07", 7],
  ["１２．３４", 1234],
  ["¥ 39.90", 3990],
  ["-5", -500],
])("%s is that many fen", (typed, fen) => expect(fenOf(typed)).toBe(fen));

test.each(["", "abc", "1.234", "1..2", "12345678901"])("%j is no amount", (typed) => expect(fenOf(typed)).toBeNull());

test("what is shown can be typed", () => {
  for (const fen of [0, 7, 100, 399950, -1234]) expect(fenOf(typedFen(fen))).toBe(fen);
});
