import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Input, Skeleton, type InputRef } from "antd";
import { useRef, useState } from "react";
import { Link } from "react-router";
import { answer, api, useInTurn } from "@/api";
import { isoDay, plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import { Empty, ProblemAlert } from "@/ui";
import { DeskPage } from "./desk-page";
import { MOVING, PIECE_STEPS, stepAfter } from "./pieces";
import { DESK, LIVE, type Piece } from "./read";
import { ReworkDialog } from "./rework-dialog";

const COLUMNS = PIECE_STEPS.filter((step) => step !== "FINISHED");

function Card(props: { piece: Piece; onStep?: () => void; onRework?: () => void; busy: boolean }) {
  const { piece, onStep, onRework, busy } = props;
  const t = useT();
  const next = stepAfter(piece.step);
  const late = piece.late || piece.due_on < isoDay();
  return (
    <li className={late ? "pp-card pp-card-late" : "pp-card"}>
      <Link to={`/post-production/orders/${piece.order_id}`} className="number">
        {piece.code}
      </Link>
      <span>{piece.name}</span>
      <span className={late ? "red" : "quiet"}>
        {t("post-production.until", { day: plainDay(piece.due_on) })}
        {piece.rework_id && <b className="tag"> {t("post-production.rework.word")}</b>}
      </span>
      <span className="pp-buttons">
        {onStep && next && (
          <Button size="small" disabled={busy} onClick={onStep}>
            {t("post-production.production.to", { step: word("post-production.piece_step", next) })}
          </Button>
        )}
        {onRework && piece.step !== "WAITING" && (
          <Button size="small" type="text" onClick={onRework}>
            {t("post-production.rework.word")}
          </Button>
        )}
      </span>
    </li>
  );
}

/** Pieces in the making by step; typing or scanning a code and enter moves a piece on (1.3.2). */
export function ProductionBoard() {
  const t = useT();
  const may = useMay();
  const { id: branch_id } = useBranch();
  const scan = useRef<InputRef>(null);
  const [code, setCode] = useState("");
  const [told, setTold] = useState("");
  const [faulty, setFaulty] = useState<Piece | null>(null);
  const board = useInfiniteQuery({
    queryKey: [...DESK, "production", branch_id],
    queryFn: ({ pageParam: cursor }) =>
      answer(api.GET("/v1/production-board", { params: { query: { branch_id, cursor, limit: 200 } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    meta: { live: LIVE },
  });
  const pieces = board.data?.pages.flatMap((page) => page.items) ?? [];
  const stepping = useInTurn({
    ...MOVING,
    onDone: (piece: Piece) =>
      setTold(
        t("post-production.production.now", { code: piece.code, step: word("post-production.piece_step", piece.step) }),
      ),
    onRefused: (_problem, { id }) =>
      // It can be mended where it was scanned, unless the next one is there already.
      setCode((now) => now || (pieces.find((one) => one.id === id)?.code ?? "")),
  });
  const onward = (piece: Piece) => {
    const step = stepAfter(piece.step);
    if (step) stepping.add({ id: piece.id, step });
  };
  const scanned = () => {
    const typed = code.trim().toUpperCase();
    const piece = pieces.find((one) => one.code.toUpperCase() === typed);
    if (piece) {
      onward(piece);
      setCode("");
      scan.current?.focus();
    } else if (typed) {
      setTold(t("post-production.production.unknown", { code: typed }));
      // The next scan takes the place of what was not found.
      scan.current?.select();
    }
  };
  const makes = may("post_production.production.do");
  return (
    <DeskPage
      title={t("post-production.production.title")}
      note={makes && t("post-production.production.note")}
      shortcuts={[
        { keys: "p", label: t("post-production.production.scan"), run: () => scan.current?.focus(), off: !makes },
      ]}
    >
      {makes && (
        <div className="pp-bar">
          <Input
            ref={scan}
            autoFocus
            className="pp-scan"
            aria-label={t("post-production.production.scan")}
            placeholder={t("post-production.production.scan")}
            value={code}
            onChange={(event) => setCode(event.target.value)}
            onPressEnter={scanned}
          />
          <Button type="primary" onClick={scanned}>
            {t("post-production.production.move")}
          </Button>
          <span role="status">{told}</span>
        </div>
      )}
      <ProblemAlert problem={stepping.problem} retry={stepping.retry} />
      <ProblemAlert problem={board.error} retry={() => board.refetch()} />
      {board.isPending && <Skeleton active />}
      {board.data && pieces.length === 0 && (
        <Empty text={t("post-production.production.none")} hint={t("post-production.production.none_hint")} />
      )}
      {pieces.length > 0 && (
        <div className="pp-board">
          {COLUMNS.map((step) => {
            const here = pieces.filter((piece) => piece.step === step);
            return (
              <section key={step} aria-label={word("post-production.piece_step", step)}>
                <h2>
                  {word("post-production.piece_step", step)} <span className="count">{here.length}</span>
                </h2>
                <ul className="plain-list">
                  {here.map((piece) => (
                    <Card
                      key={piece.id}
                      piece={piece}
                      busy={stepping.waiting.length > 0}
                      onStep={makes ? () => onward(piece) : undefined}
                      onRework={may("post_production.reworks.request") ? () => setFaulty(piece) : undefined}
                    />
                  ))}
                </ul>
              </section>
            );
          })}
        </div>
      )}
      {board.hasNextPage && (
        <Button onClick={() => board.fetchNextPage()} loading={board.isFetchingNextPage}>
          {t("list.more")}
        </Button>
      )}
      {faulty && <ReworkDialog piece={faulty} onClose={() => setFaulty(null)} />}
    </DeskPage>
  );
}
