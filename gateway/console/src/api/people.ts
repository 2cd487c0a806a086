import { useQuery } from "@tanstack/react-query";
import { answer, api } from "./client";

/** A person as reception shows them to this caller. */
export interface Person {
  id: string;
  name: string;
  phone?: string | null;
}

const LARGEST = 80;
let waiting: { id: string; resolve: (person: Person | null) => void; reject: (error: unknown) => void }[] = [];

async function ask(batch: typeof waiting): Promise<void> {
  try {
    const ids = [...new Set(batch.map((one) => one.id))];
    const { items } = await answer(api.GET("/v1/people", { params: { query: { ids } } }));
    const people = new Map(items.map((person) => [person.id, person]));
    batch.forEach((one) => one.resolve(people.get(one.id) ?? null));
  } catch (error) {
    batch.forEach((one) => one.reject(error));
  }
}

/** One person; calls of one moment go to reception together. */
export function fetchPerson(id: string): Promise<Person | null> {
  return new Promise((resolve, reject) => {
    if (waiting.length === 0) {
      setTimeout(() => {
        const all = waiting;
        waiting = [];
        for (let start = 0; start < all.length; start += LARGEST) void ask(all.slice(start, start + LARGEST));
      }, 5);
    }
    waiting.push({ id, resolve, reject });
  });
}

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
