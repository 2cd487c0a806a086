import { beforeAll, describe, expect, it, vi } from "vitest";
import { Problem } from "@/api/problem";
import { registerTexts } from "@/i18n";
import en from "@/i18n/en.json";
import zh from "@/i18n/zh.json";
import { nameFor, wordsFor, wrongsOf } from "./places";

const refused = (errors: unknown) => new Problem(422, "invalid", "body.phone: too long", { errors });

describe("which field an error is about", () => {
  const names = new Set(["phone", "amount", "lines.1.price", "note"]);
  it.each([
    ["body.phone", "phone"],
    ["body.amount.currency", "amount"],
    ["body.lines.1.price", "lines.1.price"],
    ["body.person.note", "note"],
    ["body.lines.0.price", null],
    ["query.phone", null],
    ["body.colour", null],
  ])("%s: %s", (way, name) => expect(nameFor(way, names)).toBe(name));

  it("is the only field there is, whatever the API calls it", () =>
    expect(nameFor("body.reason", new Set(["*"]))).toBe("*"));
});

describe("what is wrong with a field", () => {
  beforeAll(() => {
    vi.stubGlobal("navigator", { language: "zh-CN" });
    registerTexts("", { zh, en });
  });

  it.each([
    [{ kind: "string_too_short", limit: 1 }, "请填写"],
    [{ kind: "string_too_short", limit: 8 }, "至少 8 个字"],
    [{ kind: "less_than_equal", limit: "99.5" }, "不能大于 99.5"],
    [{ kind: "nobody_knows" }, "请检查此项"],
  ])("%j", (wrong, words) =>
    expect(wordsFor({ field: "body.phone", message: "as the machine says it", ...wrong }, refused([]))).toBe(words),
  );

  it("is how it is written where the field knows it", () => {
    const wrong = { field: "body.badge", kind: "string_pattern_mismatch", message: "as the machine says it" };
    expect(wordsFor(wrong, refused([]), "字母、数字和横线")).toBe("字母、数字和横线");
    expect(wordsFor(wrong, refused([]))).toBe("格式不正确");
  });

  it("is the sentence of the trade where a rule of the trade refuses", () => {
    const problem = new Problem(422, "deposit_too_small", "至少 500 元", {});
    expect(wordsFor({ field: "body.amount", kind: problem.code, message: problem.sentence }, problem)).toBe(
      "至少 500 元",
    );
  });

  it("is nothing where the answer names no fields", () => {
    expect(wrongsOf(refused("nonsense"))).toEqual([]);
    expect(wrongsOf(refused([{ kind: "missing" }, null]))).toEqual([]);
  });
});
