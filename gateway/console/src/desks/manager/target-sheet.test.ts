import { describe, expect, it } from "vitest";
import { evenly, rest, wholeSheet, type DepartmentSheet } from "./target-sheet";

const SHEET: DepartmentSheet = {
  department: "RECEPTION",
  amount: 1_000_000,
  people: [
    { staff_id: "li.na", amount: 400_000 },
    { staff_id: "zhao.min", amount: null },
    { staff_id: "wang.li", amount: null },
  ],
};

describe("targets", () => {
  it("shows what is not given to a person", () => {
    expect(rest(SHEET)).toBe(600_000);
  });

  it("is divided into whole yuan that add up", () => {
    const divided = evenly(SHEET);
    expect(divided.people.map(({ amount }) => amount)).toEqual([333_400, 333_300, 333_300]);
    expect(rest(divided)).toBe(0);
  });

  it("sends only what was typed", () => {
    const sent = wholeSheet([SHEET, { department: "SELECTION", amount: null, people: [] }], "CNY");
    expect(sent?.departments.map(({ department }) => department)).toEqual(["RECEPTION"]);
    expect(sent?.departments[0]?.people?.map(({ staff_id }) => staff_id)).toEqual(["li.na"]);
  });
});
