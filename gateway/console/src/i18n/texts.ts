import { currentLanguage, type Language } from "./language";

/** A language file: texts in nested objects. */
export interface Texts {
  [key: string]: string | Texts;
}
export type Values = Readonly<Record<string, string | number>>;

const files: Record<Language, Texts> = { zh: {}, en: {} };

/** Add the texts of a desk under its name; a desk does this once at the top of its `index.tsx`. */
export function registerTexts(namespace: string, texts: Partial<Record<Language, Texts>>): void {
  for (const language of ["zh", "en"] as const) {
    const told = texts[language];
    if (told) Object.assign(files[language], namespace ? { [namespace]: told } : told);
  }
}

function find(language: Language, key: string): string | undefined {
  let node: string | Texts | undefined = files[language];
  for (const part of key.split(".")) node = typeof node === "object" ? node[part] : undefined;
  return typeof node === "string" ? node : undefined;
}

/** Whether there is such a text. */
export function hasText(key: string): boolean {
  return find(currentLanguage(), key) !== undefined;
}

/** The text; `{name}` is replaced by the value; with `count`, English takes `…_one` or `…_other`. */
export function text(key: string, values?: Values, language: Language = currentLanguage()): string {
  const form = typeof values?.["count"] === "number" && values["count"] === 1 ? "one" : "other";
  const found = (values && "count" in values ? find(language, `${key}_${form}`) : undefined) ?? find(language, key);
  if (found === undefined) return key;
  return found.replace(/\{(\w+)\}/g, (whole, name: string) => String(values?.[name] ?? whole));
}

/** The word for a code of the API, e.g. `word("stage", "BOOKED")`; a code nobody has translated is made readable. */
export function word(list: string, code: string | null | undefined): string {
  if (!code) return "";
  const key = `${list}.${code}`;
  if (hasText(key)) return text(key);
  const plain = code.replaceAll(/[_.]/g, " ").toLowerCase();
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}
