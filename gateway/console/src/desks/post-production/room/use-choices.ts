import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { answerWithTag, api, asProblem, type Problem } from "@/api";
import { DESK, selectionKey, type Selection } from "../read";
import type { Mark, Marks } from "./price";

const PAUSE = 250;
const MOST = 1000;

type Drafts = ReadonlyMap<string, Mark | null>;

const placeOf = (id: string) => `studio.selection.${id}`;

function kept(id: string): Drafts {
  const text = localStorage.getItem(placeOf(id));
  return new Map(text ? (JSON.parse(text) as [string, Mark | null][]) : []);
}

function keep(id: string, drafts: Drafts): void {
  if (drafts.size === 0) localStorage.removeItem(placeOf(id));
  else localStorage.setItem(placeOf(id), JSON.stringify([...drafts]));
}

/** The customer's choices: shown at once, sent in the background, kept on this machine until they have arrived. */
export interface Choices {
  marks: Marks;
  /** Null takes the photo off the list. */
  set: (photoId: string, mark: Mark | null) => void;
  unsaved: number;
  problem: Problem | null;
  retry: () => void;
  /** Sends what is left; true when everything has arrived. */
  settle: () => Promise<boolean>;
}

/** Where choices come from and go to. */
export interface ChoiceSource {
  /** Names the place on this machine where unsent choices are kept. */
  id: string;
  told: Selection["choices"];
  /** Sends a part and answers what stands then; throws when it did not arrive. */
  send: (choices: Selection["choices"], removed: string[]) => Promise<Selection["choices"]>;
  /** All has arrived. */
  settled?: () => void;
}

/** The choices of a selection, sent by its clerk. */
export function useChoices(selection: Selection): Choices {
  const queries = useQueryClient();
  return useChoiceDrafts({
    id: selection.id,
    told: selection.choices,
    send: async (choices, removed) => {
      const read = await answerWithTag(
        api.PUT("/v1/selections/{selection_id}/choices", {
          params: { path: { selection_id: selection.id } },
          body: { choices, removed },
        }),
      );
      queries.setQueryData(selectionKey(selection.id), read);
      return read.data.choices;
    },
    settled: () => void queries.invalidateQueries({ queryKey: [...DESK, "order", selection.order_id] }),
  });
}

/** Choices that follow every touch at once and are sent in the background. */
export function useChoiceDrafts(source: ChoiceSource): Choices {
  const { id, told } = source;
  const wire = useRef(source);
  wire.current = source;
  const [drafts, setDrafts] = useState<Drafts>(() => kept(id));
  // What was answered stands until it is told: the list of what is read hears of it a moment after the drafts are gone.
  const [answered, setAnswered] = useState({ before: told, choices: told });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sent, setSent] = useState(0);
  const now = useRef(drafts);
  const sending = useRef<Promise<boolean> | null>(null);

  const change = useCallback(
    (next: Drafts) => {
      now.current = next;
      keep(id, next);
      setDrafts(next);
    },
    [id],
  );
  const sendOnce = useCallback(async (): Promise<boolean> => {
    const batch = [...now.current].slice(0, MOST);
    const choices = batch.flatMap(([photo_id, mark]) =>
      mark ? [{ photo_id, purposes: [...mark.purposes], remark: mark.remark }] : [],
    );
    const removed = batch.flatMap(([photo_id, mark]) => (mark ? [] : [photo_id]));
    try {
      const standing = await wire.current.send(choices, removed);
      setAnswered({ before: wire.current.told, choices: standing });
      // What was changed again while it was on its way is still to be sent.
      change(new Map([...now.current].filter(([photo, mark]) => !batch.some(([p, m]) => p === photo && m === mark))));
      setProblem(null);
      return true;
    } catch (error) {
      setProblem(asProblem(error));
      return false;
    }
  }, [change]);
  const settle = useCallback(async (): Promise<boolean> => {
    while (now.current.size > 0) {
      sending.current ??= sendOnce().finally(() => {
        sending.current = null;
        setSent((n) => n + 1);
      });
      if (!(await sending.current)) return false;
    }
    wire.current.settled?.();
    return true;
  }, [sendOnce]);

  useEffect(() => {
    if (drafts.size === 0 || problem) return;
    const timer = setTimeout(() => void settle(), PAUSE);
    return () => clearTimeout(timer);
  }, [drafts, problem, settle, sent]);

  const marks = useMemo(() => {
    const newest = answered.before === told ? answered.choices : told;
    const all = new Map<string, Mark>(newest.map(({ photo_id, purposes, remark }) => [photo_id, { purposes, remark }]));
    for (const [photo, mark] of drafts) {
      if (mark) all.set(photo, mark);
      else all.delete(photo);
    }
    return all;
  }, [told, answered, drafts]);

  return {
    marks,
    set: useCallback(
      (photo, mark) => {
        setProblem(null);
        change(new Map(now.current).set(photo, mark));
      },
      [change],
    ),
    unsaved: drafts.size,
    problem,
    retry: useCallback(() => {
      setProblem(null);
      void settle();
    }, [settle]),
    settle,
  };
}
