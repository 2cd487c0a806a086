import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import { chooseLanguage, currentLanguage, registerTexts } from "./i18n";
import { onLanguage } from "./i18n/language";
import en from "./i18n/en.json";
import zh from "./i18n/zh.json";
import { hearWaitingForms } from "./ui/places";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/ui.css";
import "./styles/sheet.css";
import "./styles/print.css";

registerTexts("", { zh, en });
// Date pickers speak dayjs's language.
onLanguage(() => dayjs.locale(currentLanguage() === "en" ? "en" : "zh-cn"));
chooseLanguage(currentLanguage());

hearWaitingForms(document);

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
