import { Button, Progress } from "antd";
import { memo, useEffect, useRef, useState, type DragEvent } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { answer, api, useCommand } from "@/api";
import { dayAndTime } from "@/format";
import { useT, word } from "@/i18n";
import { ConfirmAction, CountInput, Field, ProblemAlert, StaffName } from "@/ui";
import { allPhotos } from "./photos";
import { DESK, type OrderPart, type PhotoSet } from "./read";
import { brokenOff, droppedFiles, fingerprint, knownFiles, noteImport, progressOf, type Sending } from "./upload-list";
import { useUpload } from "./use-upload";

/** How many sets of clothes one order may have. */
const MOST_SETS = 50;

const FileLine = memo(function FileLine({ one }: { one: Sending }) {
  const bad = one.state === "REFUSED" || one.state === "FAILED";
  return (
    <li className={bad ? "pp-file red" : "pp-file"}>
      <span className="number">{one.file.name}</span>
      <span className={bad ? "" : "quiet"}>
        {word("post-production.file", one.state)} {one.reason && word("post-production.refusal", one.reason)}
      </span>
      {one.state === "SENDING" && (
        <progress aria-label={one.file.name} value={one.share}>
          {Math.round(one.share * 100)}
        </progress>
      )}
    </li>
  );
});

function SetLine({ set, may }: { set: PhotoSet; may: boolean }) {
  const t = useT();
  // What was typed stays; the proposal follows what arrives, also while the question is open.
  const [typed, setTyped] = useState<{ count: number | null } | null>(null);
  const proposed = set.expected_count ?? set.received - set.broken;
  const expected = typed ? typed.count : proposed || null;
  const closing = useCommand({
    run: (expected_count: number, sent) =>
      answer(
        api.POST("/v1/photo-sets/{photo_set_id}/completion", {
          params: { path: { photo_set_id: set.id } },
          body: { expected_count },
          headers: sent.headers,
        }),
      ),
    invalidates: [DESK],
  });
  return (
    <li className="line">
      <span className="line-main">
        <b>{t("post-production.import.set", { number: set.clothes_set })}</b>{" "}
        {set.photographer_id && <StaffName id={set.photographer_id} />}{" "}
        <span className="quiet number">
          {t("post-production.import.counts", { received: set.received, ready: set.ready })}
        </span>
        {set.broken > 0 && (
          <span className="tag tag-red">{t("post-production.import.broken", { count: set.broken })}</span>
        )}
      </span>
      {set.completed_at ? (
        <span className="quiet">{t("post-production.import.closed", { time: dayAndTime(set.completed_at) })}</span>
      ) : (
        may && (
          <span className="pp-buttons">
            <CountInput
              aria-label={t("post-production.import.expected")}
              className="pp-count"
              least={1}
              most={100_000}
              value={expected}
              onChange={(count) => setTyped({ count })}
            />
            <ConfirmAction
              label={t("post-production.import.close")}
              question={t("post-production.import.close_question", { count: expected ?? 0 })}
              command={closing}
              input={() => expected ?? 0}
              button={{ disabled: expected === null }}
            />
          </span>
        )
      )}
    </li>
  );
}

/** Proofs by drag and drop of a folder, set by set; an import that broke off is dropped again and goes on (SHO-02). */
export function ImportPanel({ part, may }: { part: OrderPart; may: boolean }) {
  const t = useT();
  const queries = useQueryClient();
  const folder = useRef<HTMLInputElement>(null);
  const sets = part.photo_sets;
  const open = sets.find((one) => !one.completed_at);
  // The set that is open, else the next one; another choice holds until a set is opened or counted.
  const next = open?.clothes_set ?? Math.max(0, ...sets.map((one) => one.clothes_set)) + 1;
  const [chosen, setChosen] = useState<{ set: number | null; while: number } | null>(null);
  const clothes = chosen?.while === next ? chosen.set : next;
  const [over, setOver] = useState(false);
  const upload = useUpload(() => void queries.invalidateQueries({ queryKey: DESK }));
  const opening = useCommand({
    run: async (files: { names: string[]; clothes_set: number; give: () => File[] }, sent) => {
      const path = { order_id: part.order_id };
      const { clothes_set } = files;
      const set =
        sets.find((one) => one.clothes_set === clothes_set && !one.completed_at) ??
        (await answer(
          api.POST("/v1/orders/{order_id}/photo-sets", {
            params: { path },
            body: { clothes_set },
            headers: sent.headers,
          }),
        ));
      const taken = files.give();
      noteImport(part.order_id, taken.length);
      upload.add(set.id, taken, knownFiles(await allPhotos(part.order_id)));
    },
    invalidates: [DESK],
  });
  const take = (files: File[]) => {
    if (files.length === 0 || clothes === null) return;
    void opening.submit({ names: files.map(fingerprint), clothes_set: clothes, give: () => files });
  };
  const dropped = async (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(await droppedFiles(event.dataTransfer));
  };
  const { count, percent } = progressOf(upload.list);
  const ended = upload.list.length > 0 && !upload.running && count.FAILED === 0;
  useEffect(() => {
    if (ended) noteImport(part.order_id, null);
  }, [ended, part.order_id]);
  const left = may && upload.list.length === 0 ? brokenOff(part.order_id) : null;
  return (
    <section className="block" aria-label={t("post-production.import.title")}>
      <h2>
        {t("post-production.import.title")} <span className="count">{part.photos}</span>
      </h2>
      <ul className="plain-list">
        {sets.map((set) => (
          <SetLine key={set.id} set={set} may={may} />
        ))}
      </ul>
      {sets.length === 0 && !may && <p className="quiet">{t("post-production.import.none")}</p>}
      {left !== null && (
        <p role="status" className="down">
          {t("post-production.import.broken_off", { count: left, here: part.photos })}
        </p>
      )}
      {may && (
        <div
          className={over ? "pp-drop pp-drop-over" : "pp-drop"}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={dropped}
        >
          <Field
            name="clothes_set"
            className="pp-clothes"
            label={t("post-production.import.clothes_set")}
            wrong={clothes === null && t("form.no_count", { least: 1, most: MOST_SETS })}
          >
            <CountInput
              least={1}
              most={MOST_SETS}
              value={clothes}
              onChange={(set) => setChosen({ set, while: next })}
            />
          </Field>
          <p>{t("post-production.import.drop")}</p>
          <Button
            type="primary"
            loading={opening.pending}
            disabled={clothes === null}
            onClick={() => folder.current?.click()}
          >
            {t("post-production.import.choose")}
          </Button>
          <input
            ref={folder}
            type="file"
            multiple
            hidden
            aria-label={t("post-production.import.choose")}
            {...{ webkitdirectory: "" }}
            onChange={(event) => {
              take([...(event.target.files ?? [])]);
              event.target.value = "";
            }}
          />
        </div>
      )}
      <ProblemAlert problem={opening.problem} retry={opening.retry} />
      {upload.waiting ? (
        <p role="status" className="down">
          {t("post-production.import.waiting")}
        </p>
      ) : (
        <ProblemAlert problem={upload.problem} retry={upload.running ? null : upload.retry} />
      )}
      {upload.list.length > 0 && (
        <div className="stack">
          <Progress
            percent={percent}
            status={count.FAILED > 0 ? "exception" : upload.running ? "active" : "success"}
            aria-label={t("post-production.import.progress")}
          />
          <p role="status" className="number">
            {t("post-production.import.told", {
              done: count.ACCEPTED,
              duplicate: count.DUPLICATE,
              refused: count.REFUSED,
              failed: count.FAILED,
              waiting: count.WAITING + count.SENDING,
            })}
          </p>
          {count.FAILED > 0 && !upload.running && (
            <Button onClick={upload.retry}>{t("post-production.import.again", { count: count.FAILED })}</Button>
          )}
          <ul className="plain-list pp-files" tabIndex={0} aria-label={t("post-production.import.files")}>
            {upload.list.map((one) => (
              <FileLine key={one.id} one={one} />
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
