import { expect, test } from "vitest";
import { calendarEntry } from "./calendar";

test("an appointment becomes a calendar entry in UTC with escaped words", () => {
  const entry = calendarEntry({
    id: "b1",
    title: "Shoot, outdoors",
    place: "Yalong Bay; hall",
    starts: "2026-11-28T09:00:00+08:00",
    ends: "2026-11-28T11:00:00+08:00",
  });
  expect(entry).toContain("DTSTART:20261128T010000Z\r\nDTEND:20261128T030000Z");
  expect(entry).toContain("SUMMARY:Shoot\\, outdoors\r\nLOCATION:Yalong Bay\\; hall");
});
