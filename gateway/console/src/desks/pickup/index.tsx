import { Navigate, Route, Routes, useSearchParams } from "react-router";
import { registerTexts } from "@/i18n";
import { NotFound } from "@/shell/not-found";
import { Arrivals } from "./arrivals";
import { Board } from "./board";
import { Cards } from "./cards";
import en from "./i18n/en.json";
import { Missing } from "./missing";
import { OrderPage } from "./order-page";
import { Pieces } from "./pieces";
import zh from "./i18n/zh.json";
import "./pickup.css";

registerTexts("pickup", { zh, en });

/** The first page, or the order that an older link names. */
function First() {
  const [query] = useSearchParams();
  const order = query.get("order");
  return order ? <Navigate to={`/pickup/orders/${order}`} replace /> : <Board />;
}

/** The pickup desk. */
export default function Pickup() {
  return (
    <Routes>
      <Route index element={<First />} />
      <Route path="arrivals" element={<Arrivals />} />
      <Route path="missing" element={<Missing />} />
      <Route path="pieces" element={<Pieces />} />
      <Route path="cards" element={<Cards />} />
      <Route path="orders/:id" element={<OrderPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
