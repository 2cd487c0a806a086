import { registerTexts } from "@/i18n";
import en from "./i18n/en.json";
import zh from "./i18n/zh.json";

// Damages are shown at several desks, which bring their words with them.
registerTexts("damages", { zh, en });
