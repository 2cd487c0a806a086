import { expect, test } from "vitest";
import { lineOf } from "./sheet";

const reached = (...stages: string[]) =>
  stages.map((stage, n) => ({ stage, at: `2026-11-0${n + 1}T02:00:00Z`, by: "li.na" }));

test("the line shows what was reached, what is now and what is ahead", () => {
  const line = lineOf({ stage: "SCHEDULED", stages: reached("PLACED", "BOOKED", "SCHEDULED") });
  expect(line.slice(0, 4).map((stop) => stop.state)).toEqual(["done", "done", "now", "ahead"]);
  expect(line[1]?.by).toBe("li.na");
});

test("who comes to a stage again does not stand there before", () => {
  const stages = reached("PLACED", "BOOKED", "IN_PRODUCTION", "LAYOUT_REVIEW", "IN_PRODUCTION");
  const ahead = lineOf({ stage: "IN_PRODUCTION", stages }).find((stop) => stop.stage === "LAYOUT_REVIEW");
  expect(ahead).toEqual({ stage: "LAYOUT_REVIEW", state: "ahead", at: null, by: null });
});

test("an unusual stage stands where it was entered", () => {
  const line = lineOf({ stage: "DRESS", stages: reached("PLACED", "BOOKED", "SCHEDULED", "DRESS") });
  expect(line.map((stop) => stop.stage).slice(2, 5)).toEqual(["SCHEDULED", "DRESS", "CONFIRMED"]);
});

test("a cancelled order has nothing ahead", () => {
  const line = lineOf({ stage: "CANCELLED", stages: reached("PLACED", "BOOKED", "CANCELLED") });
  expect(line.map((stop) => stop.stage)).toEqual(["PLACED", "BOOKED", "CANCELLED"]);
});
