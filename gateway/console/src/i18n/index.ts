import { useSyncExternalStore } from "react";
import { currentLanguage, onLanguage, type Language } from "./language";
import { text } from "./texts";

export { currentLanguage, type Language } from "./language";
export { hasText, registerTexts, text as t, word } from "./texts";

/** The language in use; a component that calls this is drawn again when it changes. */
export function useLanguage(): Language {
  return useSyncExternalStore(onLanguage, currentLanguage, () => "zh");
}

/** The translator, for components that must follow a change of language by themselves. */
export function useT(): typeof text {
  useLanguage();
  return text;
}
