import type { Appointment } from "@/today/lines";

const AHEAD = ["BOOKED", "CONFIRMED"];

/**
 * The re-shoot for which a customer who was checked in on an earlier day comes back today: all steps again (SCH-10).
 * Nothing while the check-in that stands is the one for it.
 */
export function comesAgain(
  appointments: readonly Appointment[],
  order: string,
  checkedInFor: string | null,
): Appointment | undefined {
  return appointments.find(
    (one) => one.order_id === order && one.kind === "RESHOOT" && AHEAD.includes(one.state) && one.id !== checkedInFor,
  );
}

/** Whether an arrival is still to be checked in, as far as the list of the day knows. */
export const toCheckIn = (one: Appointment, orderState: string | undefined): boolean =>
  (one.kind === "SHOOT" && orderState === "BOOKED") ||
  (one.kind === "RESHOOT" && orderState === "CHECKED_IN" && AHEAD.includes(one.state));
