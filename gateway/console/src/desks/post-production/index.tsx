import { Route, Routes } from "react-router";
import { NotFound } from "@/shell/not-found";
import "./desk.css";
import { HandoverPage } from "./handover";
import { OrderWorkspace } from "./order-workspace";
import { OrdersQueue } from "./orders-queue";
import { PreparationsPage } from "./preparations";
import { ProductionBoard } from "./production-board";
import { ReworkList } from "./reworks";
import { SelectionRoom } from "./room/room-page";
import "./texts";
import { WorkQueue } from "./work-queue";

/** The post-production desk. */
export default function PostProduction() {
  return (
    <Routes>
      <Route index element={<OrdersQueue />} />
      <Route path="work" element={<WorkQueue />} />
      <Route path="handover" element={<HandoverPage />} />
      <Route path="production" element={<ProductionBoard />} />
      <Route path="reworks" element={<ReworkList />} />
      <Route path="preparations" element={<PreparationsPage />} />
      <Route path="orders/:id" element={<OrderWorkspace />} />
      <Route path="orders/:id/selection" element={<SelectionRoom />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
