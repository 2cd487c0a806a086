import { Navigate, Route, Routes, useSearchParams } from "react-router";
import { registerTexts } from "@/i18n";
import { NotFound } from "@/shell/not-found";
import { Approvals } from "./approvals";
import { CardsPage } from "./cards/cards-page";
import { FrontPage } from "./front/front-page";
import en from "./i18n/en.json";
import zh from "./i18n/zh.json";
import { KeepingPage } from "./keeping/keeping-page";
import { CashDay } from "./money/cash-day";
import { Directory } from "./directory";
import { NewOrder } from "./order/new-order";
import { OrderDesk } from "./order/order-desk";
import { Orders } from "./order/orders";
import { SelectionsPage } from "./selections";
import { Storage } from "./storage";
import "./reception.css";

registerTexts("reception", { zh, en });

/** The next step of a job sheet leads to `?order=…`: that order's page at this desk. */
function Start() {
  const [asked] = useSearchParams();
  const order = asked.get("order");
  return order ? <Navigate to={`/reception/orders/${order}`} replace /> : <FrontPage />;
}

/** The reception desk. */
export default function Reception() {
  return (
    <Routes>
      <Route index element={<Start />} />
      <Route path="new" element={<NewOrder />} />
      <Route path="orders" element={<Orders />} />
      <Route path="orders/:id" element={<OrderDesk />} />
      <Route path="day" element={<CashDay />} />
      <Route path="approvals" element={<Approvals />} />
      <Route path="keeping" element={<KeepingPage />} />
      <Route path="selections" element={<SelectionsPage />} />
      <Route path="cards" element={<CardsPage />} />
      <Route path="directory" element={<Directory />} />
      <Route path="storage" element={<Storage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
