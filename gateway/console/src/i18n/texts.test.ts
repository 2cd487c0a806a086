import { expect, test } from "vitest";
import { registerTexts, text, word } from "./texts";

registerTexts("desk", {
  zh: { late: "迟 {count} 天", hello: "{name}，您好", state: { OPEN: "进行中" } },
  en: { late_one: "{count} day late", late_other: "{count} days late", hello: "Hello {name}", state: { OPEN: "Open" } },
});

test("values are put in", () => {
  expect(text("desk.hello", { name: "李娜" }, "zh")).toBe("李娜，您好");
});

test("English knows one and many", () => {
  expect(text("desk.late", { count: 1 }, "en")).toBe("1 day late");
  expect(text("desk.late", { count: 3 }, "en")).toBe("3 days late");
  expect(text("desk.late", { count: 1 }, "zh")).toBe("迟 1 天");
});

test("a code without a word is made readable", () => {
  expect(word("desk.state", "WAITING_FOR_PRINT")).toBe("Waiting for print");
});
