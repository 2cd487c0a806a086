import { expect, test } from "vitest";
import { momentOf } from "../day";
import { formFor } from "./forms";

test("FIN-05: the form follows from what was paid and what is paid now", () => {
  const first = { total: 399900, paid: 0, rest: 399900 };
  expect(formFor("PACKAGE", first, 100000)).toBe("R1");
  expect(formFor("PACKAGE", first, 399900)).toBe("R2");
  expect(formFor("PACKAGE", { ...first, paid: 100000, rest: 299900 }, 299900)).toBe("R3");
  expect(formFor("SELECTION", first, 100)).toBe("R4");
  expect(formFor("SELECTION", first, 399900)).toBe("R6");
  expect(formFor("SELECTION", { ...first, paid: 1, rest: 399899 }, 5)).toBe("R5");
});

test("a time on the branch's clock is the right moment", () => {
  expect(momentOf("2026-11-22", "09:30", "Asia/Shanghai")).toBe("2026-11-22T01:30:00.000Z");
});
