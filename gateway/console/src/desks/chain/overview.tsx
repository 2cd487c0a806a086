import { useQuery } from "@tanstack/react-query";
import { Button, Input, Segmented, Select, Skeleton } from "antd";
import { useMemo, useState } from "react";
import { answer, api, asProblem } from "@/api";
import { clockTime } from "@/format";
import { useT, word } from "@/i18n";
import { useSession } from "@/session/session";
import { Empty, Page, ProblemAlert } from "@/ui";
import { columnsOf, sorted, type Order } from "./columns";
import { linesOf, silent, type Span } from "./line";
import { ChainTable } from "./table";

const SPANS: readonly Span[] = ["today", "month"];
const WORST: Order = { by: "trouble", turned: false };
/** Figures of a whole chain move all the time: they are read again by the clock, not at every fact. */
const AGAIN_MS = 60_000;

/** 连锁总览: what matters today and this month in every branch of this person, the worst first (GEN-14). */
export function Overview() {
  const t = useT();
  const { branches, may } = useSession();
  const [span, setSpan] = useState<Span>("today");
  const [order, setOrder] = useState(WORST);
  const [city, setCity] = useState<string>();
  const [words, setWords] = useState("");
  const figures = useQuery({
    queryKey: ["chain", "figures"],
    queryFn: () => answer(api.GET("/v1/branch-figures")),
    refetchInterval: AGAIN_MS,
  });
  const all = useMemo(() => (figures.data ? linesOf(figures.data, branches) : []), [figures.data, branches]);
  const cities = useMemo(() => [...new Set(branches.flatMap((one) => one.city || []))].sort(), [branches]);
  const { hidden, down } = figures.data ? silent(figures.data) : { hidden: [], down: [] };
  const columns = columnsOf(span, hidden);
  const asked = words.trim().toLowerCase();
  const chosen = all.filter(
    ({ branch }) =>
      (!city || branch.city === city) && `${branch.name} ${branch.id} ${branch.city}`.toLowerCase().includes(asked),
  );
  return (
    <Page
      title={t("chain.title")}
      note={figures.data && t("chain.as_of", { time: clockTime(figures.data.now ?? null), count: chosen.length })}
      actions={
        order !== WORST && (
          <Button type="text" onClick={() => setOrder(WORST)}>
            {t("chain.worst_first")}
          </Button>
        )
      }
    >
      <div className="chain-filter">
        <Segmented
          aria-label={t("chain.span")}
          value={span}
          onChange={setSpan}
          options={SPANS.map((value) => ({ value, label: t(`chain.${value}`) }))}
        />
        <Input
          allowClear
          aria-label={t("chain.find")}
          placeholder={t("chain.find")}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        {cities.length > 1 && (
          <Select
            allowClear
            showSearch
            aria-label={t("chain.city")}
            placeholder={t("chain.city")}
            value={city}
            onChange={setCity}
            options={cities.map((value) => ({ value, label: value }))}
          />
        )}
      </div>
      {figures.error && <ProblemAlert problem={asProblem(figures.error)} retry={() => figures.refetch()} />}
      {down.map((department) => (
        <p key={department} className="down">
          {t("order.down", { department: word("department", department.toUpperCase()) })}
        </p>
      ))}
      {figures.isPending && <Skeleton active />}
      {figures.data && chosen.length === 0 && <Empty text={t("chain.none")} />}
      {chosen.length > 0 && (
        <ChainTable
          lines={sorted(chosen, columns, order)}
          columns={columns}
          order={order}
          onOrder={setOrder}
          may={may}
        />
      )}
    </Page>
  );
}
