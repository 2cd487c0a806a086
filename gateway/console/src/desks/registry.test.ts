import { expect, test } from "vitest";
import { desks } from "./registry";

test("every desk has a key of its own", () => {
  expect(new Set(desks.map(({ key }) => key)).size).toBe(desks.length);
});
