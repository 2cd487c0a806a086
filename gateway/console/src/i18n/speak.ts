import type { ConfigProviderProps } from "antd";
import dayjs from "dayjs";
import { chooseLanguage, type Language } from "./language";
import { registerTexts } from "./texts";

const PACKS = { zh: () => import("./pack-zh"), en: () => import("./pack-en") };
let words: ConfigProviderProps["locale"];

/** What the component set says by itself, in the language in use. */
export const componentWords = (): ConfigProviderProps["locale"] => words;

/** Fetch what the console says in a language, and then use it; until then everything stays as it is. */
export async function speak(language: Language): Promise<void> {
  const { texts, components, calendar } = (await PACKS[language]()).default;
  registerTexts("", { [language]: texts });
  words = components;
  // Date pickers speak dayjs's language.
  dayjs.locale(calendar);
  chooseLanguage(language);
}
