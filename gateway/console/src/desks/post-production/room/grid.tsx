import { memo, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useT, word } from "@/i18n";
import { pictureOf } from "../photos";
import type { Photo, Purpose } from "../read";
import type { Mark, Marks } from "./price";
import type { Verdict, Verdicts } from "./use-verdicts";
import { scrollFor, windowOf } from "@/ui/window";

const CELL = 184;
const SHORT: Readonly<Record<Purpose, string>> = { ALBUM: "a", ENLARGEMENT: "e", GIFT: "g", FILE: "f" };

/** What a photo was chosen for, as small marks. */
export function Purposes({ mark }: { mark: Mark | undefined }) {
  useT();
  return (
    <span className="pp-marks">
      {mark?.purposes.map((purpose) => (
        <i key={purpose} className={`pp-mark pp-mark-${SHORT[purpose]}`}>
          {word("post-production.purpose", purpose)}
        </i>
      ))}
    </span>
  );
}

interface CellProps {
  photo: Photo;
  at: number;
  count: number;
  top: number;
  left: number;
  mark: Mark | undefined;
  verdict: Verdict | undefined;
  compared: boolean;
  here: boolean;
  onPick: (at: number, open: boolean) => void;
}

const Cell = memo(function Cell(props: CellProps) {
  const { photo, at, count, top, left, mark, verdict, compared, here, onPick } = props;
  const t = useT();
  const look = [
    mark ? "is-chosen" : "",
    verdict === "DROPPED" && !mark ? "is-dropped" : "",
    here ? "is-here" : "",
  ].join(" ");
  return (
    <div
      id={`photo-${photo.id}`}
      role="option"
      aria-selected={Boolean(mark)}
      aria-setsize={count}
      aria-posinset={at + 1}
      aria-label={[photo.name, ...(mark?.purposes ?? []).map((one) => word("post-production.purpose", one))].join(" ")}
      className={`pp-cell ${look}`}
      style={{ transform: `translate(${left}px, ${top}px)` }}
      onClick={() => onPick(at, false)}
      onDoubleClick={() => onPick(at, true)}
    >
      {photo.state === "READY" ? (
        <img src={pictureOf(photo.id, "thumbnail")} alt="" draggable={false} decoding="async" />
      ) : (
        <span className="pp-not-ready">{word("post-production.photo_state", photo.state)}</span>
      )}
      <span className="pp-cell-name number">{photo.name}</span>
      <Purposes mark={mark} />
      {verdict === "KEPT" && !mark && <i className="pp-kept">{t("post-production.room.kept")}</i>}
      {compared && <i className="pp-compared">{t("post-production.room.compared")}</i>}
      {mark?.remark && <span className="pp-cell-remark">{mark.remark}</span>}
    </div>
  );
});

/** All photos as a grid of which only the visible part is drawn; arrows move, the caller holds the place. */
export function PhotoGrid(props: {
  photos: readonly Photo[];
  at: number;
  marks: Marks;
  verdicts: Verdicts;
  compared: readonly string[];
  onPick: (at: number, open: boolean) => void;
  /** Tells how many photos stand in a row, for the arrows up and down. */
  onColumns: (columns: number) => void;
}) {
  const { photos, at, marks, verdicts, compared, onPick, onColumns } = props;
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    measure();
    // The keys work at once, and again after a large view.
    element.focus({ preventScroll: true });
    return () => watcher.disconnect();
  }, []);
  const seen = windowOf(photos.length, size.width, size.height, top, CELL);
  useEffect(() => onColumns(seen.columns), [onColumns, seen.columns]);
  useEffect(() => {
    const element = box.current;
    if (!element || size.height === 0) return;
    element.scrollTop = scrollFor(at, seen.columns, size.height, element.scrollTop, CELL);
  }, [at, seen.columns, size.height]);
  const here = photos[at];
  const inset = Math.max(0, (size.width - seen.columns * CELL) / 2);
  return (
    <div
      ref={box}
      className="pp-grid"
      role="listbox"
      tabIndex={0}
      aria-multiselectable
      aria-label={t("post-production.room.photos")}
      aria-activedescendant={here && `photo-${here.id}`}
      // Whole rows only: drawing again for every pixel would stall a long scroll.
      onScroll={(event) => setTop(Math.floor(event.currentTarget.scrollTop / CELL) * CELL)}
    >
      <div style={{ height: seen.rows * CELL }} role="presentation">
        {photos.slice(seen.first, seen.last).map((photo, index) => {
          const place = seen.first + index;
          return (
            <Cell
              key={photo.id}
              photo={photo}
              at={place}
              count={photos.length}
              top={Math.floor(place / seen.columns) * CELL}
              left={inset + (place % seen.columns) * CELL}
              mark={marks.get(photo.id)}
              verdict={verdicts.get(photo.id)}
              compared={compared.includes(photo.id)}
              here={place === at}
              onPick={onPick}
            />
          );
        })}
      </div>
    </div>
  );
}
