import { useQuery } from "@tanstack/react-query";
import { Input } from "antd";
import { useState } from "react";
import { Link, useLocation } from "react-router";
import { asProblem } from "@/api/problem";
import { useT } from "@/i18n";
import { Empty } from "@/ui/empty";
import { Page } from "@/ui/page";
import { ProblemAlert } from "@/ui/problem-alert";
import { HitLine } from "./hit-line";
import { fetchHits } from "./hits";

/** All orders found; the words travel in the history state, never in the address, because they may be personal. */
export default function SearchPage() {
  const t = useT();
  const arrived = (useLocation().state as { words?: string } | null)?.words ?? "";
  const [typed, setTyped] = useState({ after: arrived, words: arrived });
  // Words from the box on top replace what was typed here.
  const words = typed.after === arrived ? typed.words : arrived;
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ["search", words],
    queryFn: () => fetchHits(words),
    enabled: words !== "",
    gcTime: 10_000,
  });
  return (
    <Page title={t(words ? "search.results" : "search.title")}>
      <Input.Search
        size="large"
        key={arrived}
        defaultValue={arrived}
        allowClear
        placeholder={t("search.placeholder")}
        aria-label={t("search.title")}
        loading={isFetching}
        autoFocus={arrived === ""}
        onSearch={(said) => setTyped({ after: arrived, words: said.trim() })}
      />
      <ProblemAlert problem={error ? asProblem(error) : null} retry={() => refetch()} />
      {data && data.length === 0 && <Empty text={t("search.none")} hint={t("search.none_hint")} />}
      <ul className="plain-list hit-list">
        {data?.map((hit) => (
          <li key={hit.order_id}>
            <Link to={`/orders/${hit.order_id}`}>
              <HitLine hit={hit} />
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  );
}
