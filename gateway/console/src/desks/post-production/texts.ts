import { registerTexts } from "@/i18n";
import en from "./i18n/en.json";
import zh from "./i18n/zh.json";

/** This desk's name, its address and its texts. */
registerTexts("post-production", { zh, en });
