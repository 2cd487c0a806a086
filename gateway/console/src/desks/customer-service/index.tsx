import { Route, Routes } from "react-router";
import { registerTexts } from "@/i18n";
import { NotFound } from "@/shell/not-found";
import { Campaigns } from "./campaigns";
import { ComplaintBoard } from "./complaint-board";
import { ComplaintPage } from "./complaint-page";
import { ComplaintStatistics } from "./complaint-statistics";
import { Contacts } from "./contacts";
import { Delays } from "./delays";
import en from "./i18n/en.json";
import { IssueList } from "./issue-list";
import { IssuePage } from "./issue-page";
import { MemberData } from "./member-data";
import { Members } from "./members";
import { NewComplaint } from "./new-complaint";
import { NewWish } from "./new-wish";
import { ReturnVisits } from "./return-visits";
import { ServiceSummary } from "./service-summary";
import { Suggestions } from "./suggestions";
import { Templates } from "./templates";
import { VisitQuotas } from "./visit-quotas";
import { VisitSummary } from "./visit-report";
import { Wishes } from "./wishes";
import zh from "./i18n/zh.json";
import "./customer-service.css";

registerTexts("customer-service", { zh, en });

/** The customer service desk. */
export default function CustomerService() {
  return (
    <Routes>
      <Route index element={<Contacts />} />
      <Route path="return-visits" element={<ReturnVisits />} />
      <Route path="return-visits/report" element={<VisitSummary />} />
      <Route path="return-visits/month" element={<VisitQuotas />} />
      <Route path="complaints" element={<ComplaintBoard />} />
      <Route path="complaints/statistics" element={<ComplaintStatistics />} />
      <Route path="complaints/new" element={<NewComplaint />} />
      <Route path="complaints/issues" element={<IssueList />} />
      <Route path="complaints/issues/:id" element={<IssuePage />} />
      <Route path="complaints/:id" element={<ComplaintPage />} />
      <Route path="wishes" element={<Wishes />} />
      <Route path="wishes/new" element={<NewWish />} />
      <Route path="suggestions" element={<Suggestions />} />
      <Route path="summary" element={<ServiceSummary />} />
      <Route path="members/data" element={<MemberData />} />
      <Route path="members" element={<Members />} />
      <Route path="campaigns" element={<Campaigns />} />
      <Route path="delays" element={<Delays />} />
      <Route path="templates" element={<Templates />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
