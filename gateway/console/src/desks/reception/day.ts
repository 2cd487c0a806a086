import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/api";
import { isoDay, noteBusinessTime } from "@/format";
import { useBranch } from "@/session/session";
import { rowsOf, type Appointment } from "@/today/lines";

/** The branch's business day and who is expected, from the composed answer everybody reads. */
export function useBusinessDay(): { day: string | null; appointments: Appointment[]; silent: boolean } {
  const { id } = useBranch();
  const { data, error } = useQuery({
    queryKey: ["today", id],
    queryFn: async () => {
      const found = await answer(api.GET("/v1/today", { params: { query: { branch_id: id } } }));
      noteBusinessTime((found as { now?: string }).now);
      return found;
    },
    meta: { live: ["*"] },
  });
  const appointments = data ? rowsOf<Appointment>(data.appointments) : [];
  const silent = Boolean(error) || (data !== undefined && !data.appointments.available);
  return { day: data?.day ?? (error ? isoDay() : null), appointments, silent };
}

/** A day and a time on the branch's clock as a moment for the API. */
export function momentOf(day: string, time: string, zone: string): string {
  const guess = new Date(`${day}T${time}:00Z`);
  const shown = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
  const ahead = Date.parse(`${shown.format(guess).replace(" ", "T")}Z`) - guess.getTime();
  return new Date(guess.getTime() - ahead).toISOString();
}
