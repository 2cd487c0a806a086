import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import { currentLanguage } from "./i18n";
import { speak } from "./i18n/speak";
import { hearWaitingForms } from "./ui/places";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/search.css";
import "./styles/ui.css";
import "./styles/sheet.css";
import "./styles/print.css";

hearWaitingForms(document);

const root = document.getElementById("root");
const notComplete = document.querySelector<HTMLTemplateElement>("template#not-complete");
if (!root || !notComplete) throw new Error("index.html has no #root, or not what is said without words");

/** Without its words the console can show nothing; in which language that is said nobody knows yet. */
function sayNothingCame(): void {
  root?.setAttribute("role", "alert");
  if (notComplete) root?.append(notComplete.content);
}

void speak(currentLanguage()).then(
  () =>
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  sayNothingCame,
);
