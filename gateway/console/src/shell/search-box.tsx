import { SearchOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { useNavigate } from "react-router";
import { useT } from "@/i18n";
import { HitLine } from "@/search/hit-line";
import { fetchHits, type Hit } from "@/search/hits";
import { useShortcut } from "./shortcuts";

/** Waits until typing pauses, so that each word is asked for once. */
function useSettled(value: string, pause: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return settled;
}

/** The one search: last four digits, name, order number, customer number. */
export function SearchBox() {
  const t = useT();
  const go = useNavigate();
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [open, setOpen] = useState(false);
  const [marked, setMarked] = useState(0);
  const wanted = useSettled(typed.trim(), 120);
  const { data, isFetching, error } = useQuery({
    queryKey: ["search", wanted],
    queryFn: () => fetchHits(wanted),
    enabled: wanted.length > 0 && open,
    staleTime: 5_000,
    gcTime: 10_000,
  });
  const hits = wanted && wanted === typed.trim() ? (data ?? []) : [];
  useShortcut("/", t("search.title"), () => input.current?.focus());

  const leave = () => {
    setOpen(false);
    setTyped("");
    input.current?.blur();
  };
  const choose = (hit: Hit) => {
    leave();
    void go(`/orders/${hit.order_id}`);
  };
  const steer = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") return leave();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setMarked((at) => Math.max(0, Math.min(hits.length - 1, at + step)));
    }
    if (event.key === "Enter" && typed.trim()) {
      const hit = hits[marked];
      if (hit) return choose(hit);
      const words = typed.trim();
      leave();
      void go("/search", { state: { words } });
    }
  };
  const shown = open && typed.trim() !== "";
  return (
    <div className="search-box" role="search">
      <SearchOutlined aria-hidden />
      <input
        ref={input}
        role="combobox"
        aria-label={t("search.title")}
        aria-expanded={shown}
        aria-controls={list}
        aria-activedescendant={shown && hits[marked] ? `${list}-${marked}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder={t("search.placeholder")}
        value={typed}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={steer}
        onChange={(event) => {
          setTyped(event.target.value);
          setMarked(0);
        }}
      />
      <kbd aria-hidden>/</kbd>
      {shown && (
        <ul className="search-hits" id={list} role="listbox" aria-label={t("search.results")}>
          {hits.map((hit, at) => (
            <li
              key={hit.order_id}
              id={`${list}-${at}`}
              role="option"
              aria-selected={at === marked}
              onPointerDown={(event) => {
                event.preventDefault();
                choose(hit);
              }}
              onPointerEnter={() => setMarked(at)}
            >
              <HitLine hit={hit} />
            </li>
          ))}
          {hits.length === 0 && (
            <li className="search-none" role="option" aria-selected={false} aria-disabled>
              {error ? t("search.down") : isFetching || wanted !== typed.trim() ? t("search.asking") : t("search.none")}
            </li>
          )}
        </ul>
      )}
    </div>
  );
}
