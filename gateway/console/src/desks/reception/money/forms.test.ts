import { expect, test } from "vitest";
import { momentOf } from "../day";
import type { Part } from "../types";
import { formFor, handlerOf } from "./forms";

test("FIN-05: the form follows from what was paid and what is paid now", () => {
  const first = { total: 399900, paid: 0, rest: 399900 };
  expect(formFor("PACKAGE", first, 100000)).toBe("R1");
  expect(formFor("PACKAGE", first, 399900)).toBe("R2");
  expect(formFor("PACKAGE", { ...first, paid: 100000, rest: 299900 }, 299900)).toBe("R3");
  expect(formFor("SELECTION", first, 100)).toBe("R4");
  expect(formFor("SELECTION", first, 399900)).toBe("R6");
  expect(formFor("SELECTION", { ...first, paid: 1, rest: 399899 }, 5)).toBe("R5");
});

test("FIN-06: the handler of the second sale's money is known from the order, or it is I who sell", () => {
  const receipt = (form: string, handler_id: string, state = "ISSUED") => ({ form, handler_id, state });
  const part = (selection_clerk_id: string | null, ...receipts: unknown[]) =>
    ({ selection_clerk_id, receipts }) as Part;
  const cashier = { staff: "sun.jing", roles: ["cashier"] };
  const bought = [receipt("R2", "wang.li"), receipt("R4", "zheng.jie"), receipt("R5", "zhao.min", "VOID")];
  expect(handlerOf(part("li.na", ...bought), cashier)).toBe("zheng.jie");
  expect(handlerOf(part("li.na", receipt("R2", "wang.li")), cashier)).toBe("li.na");
  expect(handlerOf(part(null), cashier)).toBeNull();
  expect(handlerOf(part(null), { staff: "zheng.jie", roles: ["selection_consultant"] })).toBe("zheng.jie");
});

test("a time on the branch's clock is the right moment", () => {
  expect(momentOf("2026-11-22", "09:30", "Asia/Shanghai")).toBe("2026-11-22T01:30:00.000Z");
});
