import { Route, Routes } from "react-router";
import { registerTexts } from "@/i18n";
import { NotFound } from "@/shell/not-found";
import { BoardPage } from "./board-page";
import { CapacityPage } from "./capacity-page";
import { DeskNav } from "./desk-nav";
import { LeavePage } from "./leave-page";
import { PlanPage } from "./plan-page";
import { ResourcesPage } from "./resources-page";
import { CountPage } from "./things/count-page";
import { ThingsPage } from "./things/things-page";
import { WallPage } from "./wall-page";
import en from "./i18n/en.json";
import zh from "./i18n/zh.json";
import "./scheduling.css";
import "./board.css";
import "./wall.css";
import "./things.css";

registerTexts("scheduling", { zh, en });

/** The scheduling desk. */
export default function Scheduling() {
  return (
    <div className="sched">
      <DeskNav />
      <Routes>
        <Route index element={<BoardPage />} />
        <Route path="plan" element={<PlanPage />} />
        <Route path="shoot-day" element={<WallPage />} />
        <Route path="leave" element={<LeavePage />} />
        <Route path="resources" element={<ResourcesPage />} />
        <Route path="capacity" element={<CapacityPage />} />
        <Route path="things" element={<ThingsPage />} />
        <Route path="things/count/:id" element={<CountPage />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </div>
  );
}
