import { registerTexts } from "@/i18n";
import en from "./i18n/en.json";
import zh from "./i18n/zh.json";

// Selections are prepared by whoever looks after the customer and by post-production, each at the own desk.
registerTexts("selection-preparations", { zh, en });
