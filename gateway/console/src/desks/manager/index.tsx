import { Navigate, Route, Routes } from "react-router";
import { registerTexts } from "@/i18n";
import { useMay } from "@/session/session";
import { NotFound } from "@/shell/not-found";
import { Approvals } from "./approvals";
import { Audit } from "./audit";
import { Branches } from "./branches";
import { BranchMonth } from "./branch-month";
import { Capacity } from "./capacity";
import en from "./i18n/en.json";
import { ExtraServices } from "./extra-services";
import { Figures } from "./figures";
import { Keys } from "./keys";
import { LateOrders } from "./late-orders";
import { Links } from "./links";
import "./manager.css";
import { Packages } from "./packages";
import { addressOf, PLACES } from "./pages";
import { People } from "./people";
import { Quality } from "./quality";
import { Rota } from "./rota";
import { ServiceMonth } from "./service-month";
import { Targets } from "./targets";
import { Texts } from "./texts";
import zh from "./i18n/zh.json";

registerTexts("manager", { zh, en });

function First() {
  const may = useMay();
  const first = PLACES.find(({ permissions }) => permissions.some(may));
  if (!first) return <NotFound />;
  return first.path ? <Navigate to={addressOf(first)} replace /> : <Figures />;
}

/** The manager's desk. */
export default function Manager() {
  return (
    <Routes>
      <Route index element={<First />} />
      <Route path="approvals" element={<Approvals />} />
      <Route path="targets" element={<Targets />} />
      <Route path="month" element={<BranchMonth />} />
      <Route path="quality" element={<Quality />} />
      <Route path="late" element={<LateOrders />} />
      <Route path="rota" element={<Rota />} />
      <Route path="packages" element={<Packages />} />
      <Route path="services" element={<ExtraServices />} />
      <Route path="service-month" element={<ServiceMonth />} />
      <Route path="capacity" element={<Capacity />} />
      <Route path="links" element={<Links />} />
      <Route path="texts" element={<Texts />} />
      <Route path="people" element={<People />} />
      <Route path="branches" element={<Branches />} />
      <Route path="keys" element={<Keys />} />
      <Route path="audit" element={<Audit />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
