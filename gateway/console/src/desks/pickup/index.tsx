import { Route, Routes } from "react-router";
import { registerTexts } from "@/i18n";
import { NotFound } from "@/shell/not-found";
import en from "./i18n/en.json";
import { Pieces } from "./pieces";
import zh from "./i18n/zh.json";

registerTexts("pickup", { zh, en });

/** The pickup desk. */
export default function Pickup() {
  return (
    <Routes>
      <Route index element={<Pieces />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
