import { Input } from "antd";
import { useEffect, useRef, useState } from "react";
import { Link, useNavigate } from "react-router";
import { useCommand } from "@/api";
import { useT } from "@/i18n";
import { HitLine } from "@/search/hit-line";
import { fetchHits, type Hit } from "@/search/hits";
import { Field, ProblemAlert } from "@/ui";

/** The order of a piece's code; anything else stays as it is. */
const orderNumberIn = (words: string) => words.replace(/^(.+-\d{6}-\d{3,})-\d{2}$/, "$1");

/** Whoever stands at the counter, straight to the hand-over: by number, name, end of the phone, or a piece's code. */
export function Counter() {
  const t = useT();
  const go = useNavigate();
  const [typed, setTyped] = useState("");
  const [hits, setHits] = useState<readonly Hit[] | null>(null);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => list.current?.querySelector("a")?.focus(), [hits]);
  const find = useCommand<string, Hit[]>({
    run: (words) => fetchHits(orderNumberIn(words)),
    invalidates: [],
    onDone: (found) => {
      const [only, ...others] = found;
      if (only && others.length === 0) void go(`/pickup/orders/${only.order_id}`);
      else setHits(found);
    },
  });
  return (
    <section className="block stack pickup-counter" aria-label={t("pickup.counter.title")}>
      <Field label={t("pickup.counter.title")}>
        <Input.Search
          autoFocus
          size="large"
          maxLength={80}
          placeholder={t("pickup.counter.example")}
          enterButton={t("pickup.counter.open")}
          loading={find.pending}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setHits(null);
          }}
          onSearch={(words) => words.trim() && void find.submit(words.trim())}
        />
      </Field>
      <ProblemAlert problem={find.problem} retry={find.retry} />
      {hits?.length === 0 && <p className="red">{t("pickup.counter.nobody", { typed: typed.trim() })}</p>}
      {hits && hits.length > 0 && (
        <ul className="plain-list" ref={list}>
          {hits.map((hit) => (
            <li key={hit.order_id} className="line">
              <Link to={`/pickup/orders/${hit.order_id}`} className="line-main">
                <HitLine hit={hit} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
