import { expect, it } from "vitest";
import { readCount } from "./count-input";

it.each([
  ["3", 3],
  [" １２ ", 12],
  ["0", null],
  ["-1", null],
  ["100", null],
  ["1.5", null],
  ["三", null],
  ["", null],
])("%j as a number from 1 to 99 is %j", (typed, count) => expect(readCount(typed, 1, 99)).toBe(count));
