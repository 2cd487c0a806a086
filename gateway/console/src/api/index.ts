export { answer, answerWithTag, api, call, type CallOptions, type Page } from "./client";
export { useCommand, type Command, type CommandOptions, type Sent } from "./command";
export type { FieldName } from "./field-name";
export { useInTurn, type InTurn } from "./in-turn";
export { useLive, useLiveState, type LiveEvent, type LiveState } from "./live";
export { numberOf, usePerson, type Person } from "./people";
export { asProblem, Problem } from "./problem";
export type { components, paths } from "./schema";
export { upload } from "./upload";
