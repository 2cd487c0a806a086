import { Route, Routes } from "react-router";
import { registerTexts } from "@/i18n";
import { NotFound } from "@/shell/not-found";
import en from "./i18n/en.json";
import { Orders } from "./orders";
import zh from "./i18n/zh.json";

registerTexts("reception", { zh, en });

/** The reception desk. */
export default function Reception() {
  return (
    <Routes>
      <Route index element={<Orders />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
