import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/api";
import { businessNow, isoDay } from "@/format";

/** The last seven calendar days, today last. */
export function lastDays(): string[] {
  return Array.from({ length: 7 }, (_, back) => isoDay(new Date(businessNow().getTime() - (6 - back) * 86_400_000)));
}

/** Visits and what became of them, day by day. */
export function useTraffic(branch_id: string) {
  const days = lastDays();
  return useQuery({
    queryKey: ["manager", "traffic", branch_id, days.at(-1)],
    queryFn: () =>
      Promise.all(
        days.map((day) => answer(api.GET("/v1/traffic/{branch_id}/{day}", { params: { path: { branch_id, day } } }))),
      ),
    meta: { live: ["visit.", "order."] },
  });
}

/** The money of today. */
export function useMoneyDay(branch_id: string) {
  const day = isoDay();
  return useQuery({
    queryKey: ["manager", "day", branch_id, day],
    queryFn: () => answer(api.GET("/v1/days/{branch_id}/{day}", { params: { path: { branch_id, day } } })),
    meta: { live: ["payment.", "receipt.", "refund.", "day."] },
  });
}

/** Orders by stage, and how many of them are late or owe. */
export function useStages(branch_id: string) {
  return useQuery({
    queryKey: ["manager", "stages", branch_id],
    queryFn: () => answer(api.GET("/v1/stage-counts", { params: { query: { branch_id } } })),
    meta: { live: ["job_sheet", "order.", "booking."] },
  });
}

/** The complaints of this month. */
export function useComplaintMonth(branch_id: string) {
  const month = isoDay().slice(0, 7);
  return useQuery({
    queryKey: ["manager", "complaints", branch_id, month],
    queryFn: () => answer(api.GET("/v1/complaint-statistics", { params: { query: { branch_id, month } } })),
    meta: { live: ["complaint."] },
  });
}
