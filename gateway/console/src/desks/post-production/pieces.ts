import { answer, api, useCommand, type components, type Sent } from "@/api";
import { DESK, type Piece } from "./read";

type Step = components["schemas"]["post_production_PieceStep"];

export const PIECE_STEPS = [
  "WAITING",
  "PRINT",
  "PRINTS_BACK",
  "CUT",
  "FINISH",
  "FINISHED",
] as const satisfies readonly Step[];

/** The step after this one, or null when the piece is finished (1.3.2). */
export function stepAfter(step: Step): Step | null {
  return PIECE_STEPS[PIECE_STEPS.indexOf(step) + 1] ?? null;
}

interface Move {
  id: string;
  step: Step;
}

/** What moving a piece into a step sends, and what is stale after it. */
export const MOVING = {
  run: ({ id, step }: Move, sent: Sent) =>
    answer(
      api.POST("/v1/pieces/{piece_id}/steps", {
        params: { path: { piece_id: id } },
        body: { step },
        headers: sent.headers,
      }),
    ),
  invalidates: [DESK],
};

/** Moves a piece into its next step. */
export function usePieceStep(onDone?: (piece: Piece) => void) {
  return useCommand({ ...MOVING, onDone });
}
