import { Route, Routes } from "react-router";
import { registerTexts } from "@/i18n";
import { NotFound } from "@/shell/not-found";
import "./chain.css";
import en from "./i18n/en.json";
import zh from "./i18n/zh.json";
import { Overview } from "./overview";

registerTexts("chain", { zh, en });

/** All branches of a person side by side. */
export default function Chain() {
  return (
    <Routes>
      <Route index element={<Overview />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
