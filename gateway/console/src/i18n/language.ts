/** The language of texts, dates and numbers. */
export type Language = "zh" | "en";

const KEPT = "studio.language";
let current: Language | null = null;
const listeners = new Set<() => void>();

function initial(): Language {
  const kept = typeof localStorage === "undefined" ? null : localStorage.getItem(KEPT);
  if (kept === "zh" || kept === "en") return kept;
  return typeof navigator !== "undefined" && navigator.language.toLowerCase().startsWith("en") ? "en" : "zh";
}

/** The language in use now. */
export function currentLanguage(): Language {
  current ??= initial();
  return current;
}

/** Use another language, and remember it on this machine. */
export function chooseLanguage(language: Language): void {
  current = language;
  localStorage.setItem(KEPT, language);
  document.documentElement.lang = language === "en" ? "en" : "zh-CN";
  listeners.forEach((listener) => listener());
}

/** Be told of a change. */
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
