import { useQuery } from "@tanstack/react-query";
import { batched } from "./batch";
import { answer, api } from "./client";

/** A person as reception shows them to this caller. */
export interface Person {
  id: string;
  name: string;
  phone?: string | null;
  /** Of what is written of the person, for whoever puts it right. */
  version: number;
}

/** One person; calls of one moment go to reception together. */
export const fetchPerson = batched<Person>(
  async (ids) => (await answer(api.GET("/v1/people", { params: { query: { ids } } }))).items,
  (person) => person.id,
);

/** The person (undefined while asked for, null when unknown); names come from reception and nowhere else. */
export function usePerson(id: string | null | undefined): Person | null | undefined {
  const { data, isLoading } = useQuery({
    queryKey: ["person", id],
    queryFn: () => fetchPerson(id ?? ""),
    enabled: Boolean(id),
    staleTime: 10 * 60_000,
    meta: { live: ["person."] },
  });
  return isLoading ? undefined : (data ?? null);
}

/** What is shown when reception cannot tell the name: the end of the person's number. */
export function numberOf(id: string): string {
  return `#${id.replaceAll("-", "").slice(-6)}`;
}
