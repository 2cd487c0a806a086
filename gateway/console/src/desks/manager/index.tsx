import { Route, Routes } from "react-router";
import { registerTexts } from "@/i18n";
import { NotFound } from "@/shell/not-found";
import en from "./i18n/en.json";
import { LateOrders } from "./late-orders";
import zh from "./i18n/zh.json";

registerTexts("manager", { zh, en });

/** The manager's desk. */
export default function Manager() {
  return (
    <Routes>
      <Route index element={<LateOrders />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
