import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { components } from "@/api/schema";
import { numberOf, usePerson } from "@/api/people";
import { useT } from "@/i18n";

/** What reception writes for somebody who left a number but no name. */
const NAMELESS = "?";
/** Who did something behind a link, where a member of staff would stand. */
const CUSTOMER = "customer";

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

function useStaff() {
  return useQuery({
    queryKey: ["staff"],
    queryFn: async () => (await answer(api.GET("/v1/staff", { params: { query: { limit: 200 } } }))).items,
    staleTime: 10 * 60_000,
    meta: { live: ["staff."] },
  });
}

/** Everybody who works here, from the gateway. */
export function useColleagues(): readonly Colleague[] {
  return useStaff().data ?? [];
}

/** A colleague's display name; the sign-in name while the gateway is silent. */
export function StaffName({ id }: { id: string | null | undefined }) {
  const t = useT();
  const { data, isPending } = useStaff();
  const found = data?.find((one) => one.id === id);
  if (isPending && id) return <span className="quiet">…</span>;
  if (id === CUSTOMER) return <span>{t("order.customer")}</span>;
  return <span>{found?.display_name ?? id ?? "–"}</span>;
}
