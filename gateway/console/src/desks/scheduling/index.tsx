import { Route, Routes } from "react-router";
import { registerTexts } from "@/i18n";
import { NotFound } from "@/shell/not-found";
import en from "./i18n/en.json";
import { Bookings } from "./bookings";
import zh from "./i18n/zh.json";

registerTexts("scheduling", { zh, en });

/** The scheduling desk. */
export default function Scheduling() {
  return (
    <Routes>
      <Route index element={<Bookings />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
