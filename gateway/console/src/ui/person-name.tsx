import { useQuery } from "@tanstack/react-query";
import { batched } from "@/api/batch";
import { answer, api } from "@/api/client";
import { everyPage } from "@/api/every-page";
import { numberOf, usePerson } from "@/api/people";
import type { components } from "@/api/schema";
import { useT } from "@/i18n";
import { useBranch } from "@/session/session";

/** What reception writes for somebody who left a number but no name. */
const NAMELESS = "?";
/** Who did something behind a link, where a member of staff would stand. */
const CUSTOMER = "customer";
/** Who did what comes due by itself. */
const SYSTEM = "system";

/** A customer's name; the number while reception is silent. */
export function PersonName({ id, phone = false }: { id: string; phone?: boolean }) {
  const person = usePerson(id);
  if (person === undefined) return <span className="quiet">…</span>;
  if (!person) return <span className="number quiet">{numberOf(id)}</span>;
  return (
    <span>
      {person.name === NAMELESS ? (person.phone ?? numberOf(id)) : person.name}
      {phone && person.phone && <span className="quiet number"> {person.phone}</span>}
    </span>
  );
}

/** Several customers, e.g. a couple. */
export function PersonNames({ ids }: { ids: readonly string[] }) {
  return (
    <span className="person-names">
      {ids.map((id) => (
        <PersonName key={id} id={id} />
      ))}
    </span>
  );
}

type Colleague = components["schemas"]["gateway_StaffOut"];

/** Names change seldom. */
const KEPT = 10 * 60_000;

/** One colleague of any branch; who is named at one moment is asked for together. */
const fetchColleague = batched<Colleague>(
  async (ids) => (await answer(api.GET("/v1/staff", { params: { query: { ids, limit: ids.length } } }))).items,
  (one) => one.id,
);

const fetchColleagues = (branch_id: string) =>
  everyPage((cursor) => answer(api.GET("/v1/staff", { params: { query: { branch_id, cursor, limit: 200 } } })));

/** Everybody who works in the chosen branch, and those who work in all. */
export function useColleagues(): readonly Colleague[] {
  const { id } = useBranch();
  const { data } = useQuery({
    queryKey: ["staff", "of", id],
    queryFn: () => fetchColleagues(id),
    staleTime: KEPT,
    meta: { live: ["staff."] },
  });
  return data ?? [];
}

/** A colleague's display name; the sign-in name while the gateway is silent. */
export function StaffName({ id }: { id: string | null | undefined }) {
  const t = useT();
  const known = Boolean(id) && id !== CUSTOMER && id !== SYSTEM;
  const { data, isLoading } = useQuery({
    queryKey: ["staff", "one", id],
    queryFn: () => fetchColleague(id ?? ""),
    enabled: known,
    staleTime: KEPT,
    meta: { live: ["staff."] },
  });
  if (isLoading) return <span className="quiet">…</span>;
  if (id === SYSTEM) return <span>{t("order.by_system")}</span>;
  if (id === CUSTOMER) return <span>{t("order.customer")}</span>;
  return <span>{data?.display_name ?? id ?? "–"}</span>;
}
