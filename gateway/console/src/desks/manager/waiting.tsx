import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useRef, type ReactNode } from "react";
import { answer, api, asProblem } from "@/api";
import { useBranch } from "@/session/session";
import { Empty, OrderBadge, PersonNames, ProblemAlert, useKeptFocus } from "@/ui";

/** The order an approval is about: its number and its people, as the job sheet knows them. */
export function OrderOf({ id }: { id: string }) {
  const sheet = useQuery({
    queryKey: ["sheet", id],
    queryFn: () => answer(api.GET("/v1/job-sheets/{order_id}", { params: { path: { order_id: id } } })),
    meta: { live: ["job_sheet"], subject: id },
  });
  return (
    <span className="order-of">
      <OrderBadge id={id} number={sheet.data?.number} customerNumber={sheet.data?.customer_number} />{" "}
      <PersonNames ids={sheet.data?.person_ids ?? []} />
    </span>
  );
}

/** One kind of thing that waits, with what may be said to it. */
export function Waiting<Row>(props: {
  title: string;
  empty: string;
  name: string;
  live: readonly string[];
  fetch: (branch_id: string) => Promise<readonly Row[]>;
  id: (row: Row) => string;
  show: (row: Row) => ReactNode;
}) {
  const { title, empty, name, live, fetch, id, show } = props;
  const { id: branch_id } = useBranch();
  const list = useQuery({
    queryKey: ["manager", "approvals", name, branch_id],
    queryFn: () => fetch(branch_id),
    meta: { live },
  });
  const rows = list.data ?? [];
  const place = useRef<HTMLElement>(null);
  const note = useKeptFocus(place);
  return (
    <section className="block" aria-label={title} ref={place} tabIndex={-1} onFocus={note}>
      <h2>
        {title} <span className="count">{list.data?.length ?? ""}</span>
      </h2>
      {list.isPending && <Skeleton active />}
      {list.error && <ProblemAlert problem={asProblem(list.error)} retry={() => list.refetch()} />}
      {list.data && rows.length === 0 && <Empty text={empty} />}
      <ul className="waiting">
        {rows.map((row) => (
          <li key={id(row)}>{show(row)}</li>
        ))}
      </ul>
    </section>
  );
}
