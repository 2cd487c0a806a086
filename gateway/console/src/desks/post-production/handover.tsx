import { useInfiniteQuery, useQueries, useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Input, Skeleton } from "antd";
import { useState } from "react";
import { answer, api, useCommand } from "@/api";
import { dayAndTime } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useMay, useSession } from "@/session/session";
import { Empty, OrderBadge, ProblemAlert, StaffName } from "@/ui";
import { DeskPage } from "./desk-page";
import { DESK, LIVE, orderPartQuery, type Book } from "./read";

/** Confirmed selections that design has not been given yet. */
function useUngiven(branch_id: string) {
  const sheets = useQuery({
    queryKey: [...DESK, "selected", branch_id],
    queryFn: () =>
      answer(api.GET("/v1/job-sheets", { params: { query: { branch_id, stage: "SELECTED", limit: 200 } } })),
    meta: { live: LIVE },
  });
  const parts = useQueries({ queries: (sheets.data?.items ?? []).map((sheet) => orderPartQuery(sheet.order_id)) });
  const ready = parts.flatMap(({ data }) => (data?.selection?.state === "CONFIRMED" ? [data] : []));
  return { ready, error: sheets.error, again: sheets.refetch, pending: sheets.isPending };
}

function GiveBook() {
  const t = useT();
  const { id: branch_id } = useBranch();
  const { ready, error, again, pending } = useUngiven(branch_id);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const giving = useCommand({
    run: (selection_ids: string[], sent) =>
      answer(api.POST("/v1/handover-books", { body: { branch_id, selection_ids }, headers: sent.headers })),
    invalidates: [DESK],
    onDone: () => setLeft(new Set()),
  });
  const ids = ready.flatMap(({ selection }) => (selection && !left.has(selection.id) ? [selection.id] : []));
  const toggle = (id: string) =>
    setLeft((now) => new Set(now.has(id) ? [...now].filter((one) => one !== id) : [...now, id]));
  return (
    <section className="block">
      <h2>
        {t("post-production.handover.give_title")} <span className="count">{ready.length}</span>
      </h2>
      <ProblemAlert problem={error} retry={() => again()} />
      {pending && <Skeleton active />}
      {!pending && ready.length === 0 && <Empty text={t("post-production.handover.none_to_give")} />}
      <ul className="plain-list">
        {ready.map(({ order_id, number, selection }) => (
          <li key={order_id} className="line">
            {selection && (
              <Checkbox
                aria-label={number ?? order_id.slice(-6)}
                checked={!left.has(selection.id)}
                onChange={() => toggle(selection.id)}
              />
            )}
            <span className="line-main">
              <OrderBadge id={order_id} number={number} />{" "}
              <span className="quiet">
                {t("post-production.handover.sheet", { count: selection?.electronic_count ?? 0 })}{" "}
                {selection?.confirmed_at && dayAndTime(selection.confirmed_at)}
              </span>
            </span>
          </li>
        ))}
      </ul>
      <ProblemAlert problem={giving.problem} retry={giving.retry} />
      {ready.length > 0 && (
        <div className="row-actions">
          <Button
            type="primary"
            loading={giving.pending}
            disabled={ids.length === 0}
            onClick={() => giving.submit(ids)}
          >
            {t("post-production.handover.give", { count: ids.length })}
          </Button>
        </div>
      )}
    </section>
  );
}

function AnswerBook({ book }: { book: Book }) {
  const t = useT();
  const [refused, setRefused] = useState<Readonly<Record<string, string>>>({});
  const answering = useCommand({
    run: (reasons: Readonly<Record<string, string>>, sent) =>
      answer(
        api.POST("/v1/handover-books/{book_id}/acceptance", {
          params: { path: { book_id: book.id } },
          body: {
            accepted: book.lines.map((line) => line.selection_id).filter((id) => !(id in reasons)),
            refused: Object.entries(reasons).map(([selection_id, reason]) => ({ selection_id, reason: reason.trim() })),
          },
          headers: sent.headers,
        }),
      ),
    invalidates: [DESK],
  });
  const toggle = (id: string) =>
    setRefused((now) =>
      id in now ? Object.fromEntries(Object.entries(now).filter(([one]) => one !== id)) : { ...now, [id]: "" },
    );
  const unsaid = Object.values(refused).some((reason) => reason.trim() === "");
  return (
    <>
      <ul className="plain-list">
        {book.lines.map(({ selection_id: id, order_id, order_number }) => (
          <li key={id} className="line">
            <span className="line-main">
              <OrderBadge id={order_id} number={order_number} />
            </span>
            <Checkbox checked={id in refused} onChange={() => toggle(id)}>
              {t("post-production.handover.refuse")}
            </Checkbox>
            {id in refused && (
              <Input
                autoFocus
                className="pp-reason"
                aria-label={t("form.reason")}
                placeholder={t("form.reason")}
                maxLength={500}
                value={refused[id]}
                onChange={(event) => setRefused({ ...refused, [id]: event.target.value })}
              />
            )}
          </li>
        ))}
      </ul>
      <ProblemAlert problem={answering.problem} retry={answering.retry} />
      <div className="row-actions">
        <Button type="primary" disabled={unsaid} loading={answering.pending} onClick={() => answering.submit(refused)}>
          {t("post-production.handover.accept", { count: book.lines.length - Object.keys(refused).length })}
        </Button>
      </div>
    </>
  );
}

function BookBlock({ book, may }: { book: Book; may: boolean }) {
  const t = useT();
  const { me } = useSession();
  const open = book.answered_at === null;
  return (
    <section className="block">
      <h2>
        {t("post-production.handover.from")} <StaffName id={book.given_by} />{" "}
        <span className="count">{dayAndTime(book.given_at)}</span>
      </h2>
      {open && may && me.staff !== book.given_by ? (
        <AnswerBook book={book} />
      ) : (
        <ul className="plain-list">
          {open && <li className="quiet">{t("post-production.handover.waiting")}</li>}
          {book.lines.map((line) => (
            <li key={line.selection_id} className="line">
              <span className="line-main">
                <OrderBadge id={line.order_id} number={line.order_number} />
              </span>
              <span className={line.state === "REFUSED" ? "red" : "quiet"}>
                {word("post-production.line_state", line.state)} {line.reason}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The hand-over book: selections to design, signed by two people (PST-13). */
export function HandoverPage() {
  const t = useT();
  const may = useMay();
  const { id: branch_id } = useBranch();
  const books = useInfiniteQuery({
    queryKey: [...DESK, "books", branch_id],
    queryFn: ({ pageParam: cursor }) =>
      answer(api.GET("/v1/handover-books", { params: { query: { branch_id, cursor, limit: 200 } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    meta: { live: LIVE },
  });
  const all = (books.data?.pages.flatMap((page) => page.items) ?? []).toReversed();
  const shown = [...all.filter((book) => !book.answered_at), ...all.filter((book) => book.answered_at).slice(0, 12)];
  return (
    <DeskPage title={t("post-production.handover.title")} note={t("post-production.handover.note")}>
      <ProblemAlert problem={books.error} retry={() => books.refetch()} />
      <div className="pp-two">
        {may("post_production.handover.give") && <GiveBook />}
        <div className="stack">
          {books.isPending && <Skeleton active />}
          {books.data && shown.length === 0 && <Empty text={t("post-production.handover.no_books")} />}
          {shown.map((book) => (
            <BookBlock key={book.id} book={book} may={may("post_production.handover.accept")} />
          ))}
          {books.hasNextPage && (
            <Button onClick={() => books.fetchNextPage()} loading={books.isFetchingNextPage}>
              {t("list.more")}
            </Button>
          )}
        </div>
      </div>
    </DeskPage>
  );
}
