import { expect, test } from "vitest";
import { artistAwaited, concerns, nextOf, type Appointment } from "./lines";

const at = (id: string, hour: string, state = "BOOKED", staff = ""): Appointment => ({
  id,
  order_id: id,
  kind: "SHOOT",
  state,
  starts_at: `2026-11-26T${hour}:00:00Z`,
  ends_at: `2026-11-26T${Number(hour) + 2}:00:00Z`,
  resources: [{ name: id, staff_id: staff }],
});

test("who is next is neither over nor done already", () => {
  const day = [at("a", "10"), at("b", "12", "DONE"), at("c", "13", "CONFIRMED"), at("d", "15")];
  expect(nextOf(day, new Date("2026-11-26T12:30:00Z"))?.id).toBe("c");
  expect(nextOf(day, new Date("2026-11-26T18:00:00Z"))).toBeUndefined();
});

test("an appointment is mine when I am booked for it", () => {
  expect(concerns(at("a", "10", "BOOKED", "li.na"), "li.na")).toBe(true);
  expect(concerns(at("a", "10"), "li.na")).toBe(false);
});

test("the make-up artist is awaited until she is here", () => {
  const bride = {
    ...at("a", "10"),
    artist_due_at: "2026-11-26T09:40:00Z",
    resources: [{ kind: "MAKEUP_ARTIST", staff_id: "xu" }],
  };
  expect(artistAwaited(bride, "xu")).toBe("me");
  expect(artistAwaited(bride, "li.na")).toBe("other");
  expect(artistAwaited({ ...bride, artist_here_at: "2026-11-26T09:35:00Z" }, "xu")).toBeNull();
  expect(artistAwaited({ ...bride, state: "DONE" }, "xu")).toBeNull();
  expect(artistAwaited(at("b", "10"), "xu")).toBeNull();
});
