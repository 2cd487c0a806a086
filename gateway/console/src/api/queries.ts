import { QueryClient } from "@tanstack/react-query";
import { asProblem } from "./problem";

declare module "@tanstack/react-query" {
  interface Register {
    queryMeta: {
      /** Event types (or their beginnings, e.g. "booking.") after which this query is read again. */
      live?: readonly string[];
      /** When given, only events about this subject (an order's id) count. */
      subject?: string;
    };
  }
}

/** One cache for the session: readings are fresh until an event says otherwise. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: true,
        retry: (failures, error) => failures < 2 && asProblem(error).passing,
      },
      mutations: { retry: false },
    },
  });
}
