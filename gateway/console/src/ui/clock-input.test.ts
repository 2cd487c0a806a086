import { describe, expect, it } from "vitest";
import { readClock } from "./clock-input";

describe("a time as it is typed", () => {
  it.each([
    ["9", "09:00"],
    ["9:5", "09:05"],
    ["930", "09:30"],
    ["1545", "15:45"],
    ["09:30", "09:30"],
    [" 7.15 ", "07:15"],
    ["\uff19", null],
    ["24:00", null],
    ["9:60", null],
    ["", null],
  ])("%s is %s", (typed, clock) => expect(readClock(typed)).toBe(clock));
});
