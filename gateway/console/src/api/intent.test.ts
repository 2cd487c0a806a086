import { expect, test } from "vitest";
import { DOUBLE_CLICK, Intent } from "./intent";

function intent() {
  let made = 0;
  const clock = { now: 0 };
  return {
    clock,
    intent: new Intent(
      () => `key-${++made}`,
      () => clock.now,
    ),
  };
}

test("a double click sends once", () => {
  const { intent: one, clock } = intent();
  expect(one.begin({ amount: 1 })).toBe("key-1");
  expect(one.begin({ amount: 1 })).toBeNull();
  one.succeeded();
  clock.now = DOUBLE_CLICK - 1;
  expect(one.begin({ amount: 1 })).toBeNull();
});

test("a retry keeps the key", () => {
  const { intent: one } = intent();
  const key = one.begin({ amount: 1 });
  one.failed();
  expect(one.begin({ amount: 1 })).toBe(key);
});

test("another payload is another effect", () => {
  const { intent: one } = intent();
  const key = one.begin({ amount: 1 });
  one.failed();
  expect(one.begin({ amount: 2 })).not.toBe(key);
});

test("the same again, later, is meant", () => {
  const { intent: one, clock } = intent();
  const key = one.begin({ amount: 1 });
  one.succeeded();
  clock.now = DOUBLE_CLICK;
  expect(one.begin({ amount: 1 })).not.toBe(key);
});
