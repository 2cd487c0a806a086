import type { UseQueryResult } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import { asProblem } from "@/api";
import { plainMonth } from "@/format";
import { useT } from "@/i18n";
import { MonthInput, Page, ProblemAlert } from "@/ui";
import { ServiceNav } from "./nav";

/** A page about one month, which is chosen above it. */
export function MonthPage<Report>(props: {
  title: string;
  month: string;
  onMonth: (month: string) => void;
  found: UseQueryResult<Report>;
  /** Whose month it is, where it is printed. */
  house?: string;
  /** What else can be done, beside the month. */
  action: ReactNode;
  children: (report: Report) => ReactNode;
}) {
  const { title, month, onMonth, found, house, action, children } = props;
  const t = useT();
  return (
    <Page
      title={title}
      note={house ? `${house} · ${plainMonth(month)}` : plainMonth(month)}
      actions={
        <>
          <MonthInput label={t("customer-service.report.month")} value={month} onChange={onMonth} />
          {action}
        </>
      }
    >
      <div className="no-print">
        <ServiceNav />
      </div>
      <ProblemAlert problem={found.error ? asProblem(found.error) : null} retry={() => found.refetch()} />
      {found.isPending && <Skeleton active />}
      {found.data && children(found.data)}
    </Page>
  );
}

/** Back to the list that the month sums up. */
export function ToList({ to, title }: { to: string; title: string }) {
  const go = useNavigate();
  return <Button onClick={() => void go(to)}>{title}</Button>;
}
