import { Route, Routes } from "react-router";
import { registerTexts } from "@/i18n";
import { NotFound } from "@/shell/not-found";
import en from "./i18n/en.json";
import { WorkItems } from "./work-items";
import zh from "./i18n/zh.json";

registerTexts("post-production", { zh, en });

/** The post-production desk. */
export default function PostProduction() {
  return (
    <Routes>
      <Route index element={<WorkItems />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
