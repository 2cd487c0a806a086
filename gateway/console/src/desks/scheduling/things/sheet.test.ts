import { describe, expect, it } from "vitest";
import type { StockLine } from "./kinds";
import { expectedOf, isUnexplained, nextUncounted, scanned } from "./sheet";

const line = (thing_id: string, more: Partial<StockLine> = {}): StockLine => ({
  thing_id,
  name: `veil ${thing_id}`,
  mark: `V-${thing_id}`,
  colour: "",
  age: "USED",
  care: "READY",
  keeper_id: null,
  registered: 5,
  out: 0,
  found: null,
  broken: 0,
  worn: 0,
  reason: "",
  difference: 0,
  counted_by: null,
  counted_at: null,
  version: 1,
  ...more,
});

describe("a sheet of the stock-take", () => {
  it("expects what is registered and not lent", () => {
    expect(expectedOf(line("1", { out: 2 }))).toBe(3);
    expect(expectedOf(line("1", { out: 9 }))).toBe(0);
  });
  it("goes on to the next line that nobody counted, and around", () => {
    const lines = [line("1"), line("2", { found: 5 }), line("3"), line("4", { found: 0 })];
    expect(nextUncounted(lines, "1")).toBe("3");
    expect(nextUncounted(lines, "3")).toBe("1");
    expect(nextUncounted(lines, null)).toBe("1");
    expect(nextUncounted([line("1")], "1")).toBeNull();
  });
  it("asks for a reason where something differs, is broken or worn", () => {
    expect(isUnexplained(line("1"))).toBe(false);
    expect(isUnexplained(line("1", { found: 5 }))).toBe(false);
    expect(isUnexplained(line("1", { found: 4, difference: -1 }))).toBe(true);
    expect(isUnexplained(line("1", { found: 5, worn: 1 }))).toBe(true);
    expect(isUnexplained(line("1", { found: 4, difference: -1, reason: "gone" }))).toBe(false);
  });
  it("counts one more of what is scanned, and no more than there should be", () => {
    const lines = [line("1", { out: 3, found: 1 }), line("2", { found: 5 })];
    expect(scanned(lines, "V-1")).toEqual({ line: lines[0], more: true });
    expect(scanned(lines, "V-2")).toEqual({ line: lines[1], more: false });
    expect(scanned(lines, "V-9")).toBeNull();
  });
});
