import { usePerson } from "@/api/people";
import { numberOf } from "@/api/people";
import { useT } from "@/i18n";
import { Rows } from "./paper";

function Name({ id }: { id: string }) {
  const person = usePerson(id);
  return <b>{person?.name ?? numberOf(id)}</b>;
}

function Phone({ id }: { id: string }) {
  return <>{usePerson(id)?.phone}</>;
}

/** The customers with the phones this person may see; names come from reception and nowhere else. */
export function Customers({ ids }: { ids: readonly string[] }) {
  const t = useT();
  return (
    <Rows
      title={t("order.customer")}
      heads={[t("print.name"), t("print.phone")]}
      rows={ids.map((id) => [<Name key={id} id={id} />, <Phone key={id} id={id} />])}
    />
  );
}
