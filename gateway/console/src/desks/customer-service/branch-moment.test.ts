import { expect, test } from "vitest";
import { branchMoment } from "./branch-moment";

test.each([
  ["2026-11-24T18:00", "Asia/Shanghai", "2026-11-24T10:00:00.000Z"],
  ["2026-07-01T00:00", "Europe/Berlin", "2026-06-30T22:00:00.000Z"],
])("%s in %s", (local, zone, moment) => expect(branchMoment(local, zone).toISOString()).toBe(moment));
