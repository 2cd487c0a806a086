import { registerTexts } from "@/i18n";
import en from "./i18n/en.json";
import zh from "./i18n/zh.json";

// Work orders are shown at other desks too, which bring their words with them.
registerTexts("work-orders", { zh, en });
