import { expect, test } from "vitest";
import type { Branch } from "@/session/session";
import { findBranches } from "./find-branches";

const branch = (id: string, name: string, city: string): Branch => ({
  id,
  name,
  city,
  time_zone: "Asia/Shanghai",
  currency: "CNY",
  payment_methods: [],
});
const ALL = [
  branch("S001", "江南1店", "杭州"),
  branch("S012", "西湖12店", "杭州"),
  branch("S120", "滨海120店", "宁波"),
  branch("S112", "南桥112店", "宁波"),
];
const ids = (typed: string, recent: string[] = []) => findBranches(ALL, recent, typed).map(({ id }) => id);

test("a branch is found by name, by number and by city, also by several words", () => {
  expect(ids("滨海")).toEqual(["S120"]);
  expect(ids("s001")).toEqual(["S001"]);
  expect(ids("宁波")).toEqual(["S120", "S112"]);
  expect(ids("宁波 112")).toEqual(["S112"]);
  expect(ids("无锡")).toEqual([]);
});

test("the number comes before names that contain it", () => {
  expect(ids("012")).toEqual(["S012"]);
  expect(ids("12")[0]).toBe("S012");
});

test("while nothing is typed, those used last come first and all others follow", () => {
  expect(ids("", ["S120", "S012"])).toEqual(["S120", "S012", "S001", "S112"]);
  expect(ids("  ")).toEqual(["S001", "S012", "S120", "S112"]);
});
