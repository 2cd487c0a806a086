import { registerTexts } from "@/i18n";
import en from "./i18n/en.json";
import zh from "./i18n/zh.json";

// Purchases wait among the manager's approvals too, which bring these words with them.
registerTexts("supplies", { zh, en });
