import type { KeyboardEvent, MouseEvent } from "react";
import { useT } from "@/i18n";
import "./pinned-picture.css";

/** A spot of a picture in thousandths of its width and height. */
export interface Spot {
  x: number;
  y: number;
}

/** A numbered pin in a picture. */
export interface Pin extends Spot {
  id: string;
  number: number;
  label: string;
  settled?: boolean;
}

const MIDDLE = 500;
const STEP = 20;
const within = (value: number) => Math.max(0, Math.min(1000, Math.round(value)));

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

/** A picture with pins; a touch sets a new one, or Enter in the middle and the arrows move it. */
export function PinnedPicture(props: {
  src: string;
  alt: string;
  width: number;
  height: number;
  pins: readonly Pin[];
  /** The pin being set, not yet said. */
  draft?: Spot | null;
  onSpot?: (spot: Spot) => void;
  onPin?: (id: string) => void;
  picked?: string | null;
}) {
  const { src, alt, width, height, pins, draft, onSpot, onPin, picked } = props;
  const t = useT();
  const touch = (event: MouseEvent<HTMLButtonElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    // A click by key has no place: the middle.
    if (event.detail === 0) return onSpot?.({ x: MIDDLE, y: MIDDLE });
    onSpot?.({
      x: within((1000 * (event.clientX - box.left)) / box.width),
      y: within((1000 * (event.clientY - box.top)) / box.height),
    });
  };
  const move = (event: KeyboardEvent) => {
    const by = MOVES[event.key];
    if (!by || !draft || !onSpot) return;
    event.preventDefault();
    onSpot({ x: within(draft.x + by[0]), y: within(draft.y + by[1]) });
  };
  const picture = <img src={src} alt={alt} width={width} height={height} loading="lazy" draggable={false} />;
  return (
    <div className="pinned" style={{ aspectRatio: `${width} / ${height}` }}>
      {onSpot ? (
        <button
          type="button"
          className="pinned-ground"
          aria-label={`${alt} ${t("pin.set")}`}
          onClick={touch}
          onKeyDown={move}
        >
          {picture}
        </button>
      ) : (
        picture
      )}
      {pins.map((pin) => (
        <button
          key={pin.id}
          type="button"
          className={["pin", pin.settled ? "is-settled" : "", picked === pin.id ? "is-picked" : ""].join(" ")}
          style={{ left: `${pin.x / 10}%`, top: `${pin.y / 10}%` }}
          title={pin.label}
          aria-label={t("pin.number", { number: pin.number, remark: pin.label })}
          onClick={() => onPin?.(pin.id)}
        >
          {pin.number}
        </button>
      ))}
      {draft && (
        <span className="pin is-draft" aria-hidden style={{ left: `${draft.x / 10}%`, top: `${draft.y / 10}%` }}>
          +
        </span>
      )}
    </div>
  );
}
