import { createContext } from "react";

/** Tells the page which form was saved; the form itself may be gone by then. */
export const Saved = createContext<(what: string) => void>(() => undefined);
