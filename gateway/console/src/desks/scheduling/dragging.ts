import { useRef, useState, type PointerEvent as Pressed } from "react";
import { STEP, type Draft } from "./planning";

/** How far the pointer goes before a press becomes a drag, in pixels. */
const THRESHOLD = 5;
const SHORTEST = 15;

const snap = (minutes: number) => Math.round(minutes / STEP) * STEP;

interface Place {
  lane: string;
  day: string;
  /** Minutes under the pointer; null where a cell stands for a whole day. */
  at: number | null;
}

function placeUnder(x: number, y: number): Place | null {
  const cell = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-lane]");
  if (!cell) return null;
  const { lane = "", day = "", first, last } = cell.dataset;
  if (first === undefined || last === undefined) return { lane, day, at: null };
  const box = cell.getBoundingClientRect();
  return { lane, day, at: Number(first) + ((x - box.left) / box.width) * (Number(last) - Number(first)) };
}

export interface Dragging {
  draft: Draft | null;
  setDraft: (draft: Draft | null) => void;
  /** Begin to drag (or to stretch) what the draft describes. */
  press: (event: Pressed<HTMLElement>, base: Draft, stretch?: boolean) => void;
  /** Whether the click that is being handled only ended a drag. */
  dragged: () => boolean;
  /** Why what was grasped stays where it is. */
  refusal: string;
  refuse: (why: string) => void;
  /** Nothing is held any more. */
  letGo: () => void;
}

/** Dragging by pointer: mouse, pen or finger; `fits` says whether the wish may lie on a lane. */
export function useDragging(fits: (draft: Draft, lane: string) => boolean, onDrop: (draft: Draft) => void): Dragging {
  const [draft, setDraft] = useState<Draft | null>(null);
  const [refusal, refuse] = useState("");
  const justDragged = useRef(false);
  const latest = useRef({ fits, onDrop });
  latest.current = { fits, onDrop };

  const press = (event: Pressed<HTMLElement>, base: Draft, stretch = false) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    const from = { x: event.clientX, y: event.clientY };
    const grabbed = placeUnder(from.x, from.y)?.at ?? null;
    let current: Draft | null = null;
    justDragged.current = false;

    const follow = (to: PointerEvent) => {
      if (!current && Math.hypot(to.clientX - from.x, to.clientY - from.y) < THRESHOLD) return;
      const place = placeUnder(to.clientX, to.clientY);
      if (place) current = placed(current ?? base, base, place, grabbed, stretch, latest.current.fits);
      else current ??= base;
      setDraft(current);
    };
    const stop = () => {
      window.removeEventListener("pointermove", follow);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", cancel);
    };
    const end = (last: PointerEvent) => {
      stop();
      justDragged.current = current !== null;
      setDraft(null);
      if (current && placeUnder(last.clientX, last.clientY)) latest.current.onDrop(current);
    };
    const cancel = () => {
      stop();
      setDraft(null);
    };
    window.addEventListener("pointermove", follow);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", cancel);
  };
  const dragged = () => {
    const was = justDragged.current;
    justDragged.current = false;
    return was;
  };
  const letGo = () => {
    setDraft(null);
    refuse("");
  };
  return { draft, setDraft, press, dragged, refusal, refuse, letGo };
}

function placed(
  now: Draft,
  base: Draft,
  place: Place,
  grabbed: number | null,
  stretch: boolean,
  fits: (draft: Draft, lane: string) => boolean,
): Draft {
  if (stretch) {
    if (place.at === null || place.day !== base.day) return now;
    return { ...now, minutes: Math.max(SHORTEST, snap(place.at - base.start)) };
  }
  const lane = fits(base, place.lane) ? place.lane : now.lane;
  if (place.at === null) return { ...now, lane, day: place.day };
  const held = base.booking && grabbed !== null ? grabbed - base.start : 0;
  return { ...now, lane, day: place.day, start: Math.max(0, Math.min(1440 - base.minutes, snap(place.at - held))) };
}

/** The wish after an arrow key; null when the key means nothing here. */
export function nudged(
  draft: Draft,
  key: string,
  shift: boolean,
  lanes: readonly string[],
  step: number,
): Draft | null {
  const sideways = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (sideways && shift) return { ...draft, minutes: Math.max(SHORTEST, draft.minutes + sideways * step) };
  if (sideways) return { ...draft, start: Math.max(0, Math.min(1440 - draft.minutes, draft.start + sideways * step)) };
  const upwards = { ArrowUp: -1, ArrowDown: 1 }[key];
  if (!upwards || !draft.lane) return null;
  const lane = lanes[lanes.indexOf(draft.lane) + upwards];
  return lane ? { ...draft, lane } : draft;
}
