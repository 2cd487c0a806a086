import { expect, test } from "vitest";
import { homeOf } from "./supplies";

test("whoever works in one department looks at its shelf first", () => {
  expect(homeOf(["makeup_artist"])).toBe("MAKE_UP");
  expect(homeOf(["photographer", "assistant"])).toBe("PHOTOGRAPHY");
  expect(homeOf(["consultant", "pickup_clerk"])).toBeNull();
  expect(homeOf(["store_manager"])).toBeNull();
  expect(homeOf([])).toBeNull();
});
