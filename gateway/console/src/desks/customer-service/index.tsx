import { Route, Routes } from "react-router";
import { registerTexts } from "@/i18n";
import { NotFound } from "@/shell/not-found";
import en from "./i18n/en.json";
import { Contacts } from "./contacts";
import zh from "./i18n/zh.json";

registerTexts("customer-service", { zh, en });

/** The customer service desk. */
export default function CustomerService() {
  return (
    <Routes>
      <Route index element={<Contacts />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
