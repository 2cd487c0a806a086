import { Segmented } from "antd";
import { useState } from "react";
import { Route, Routes } from "react-router";
import { answer, api } from "@/api";
import { useSheet } from "@/api/sheets";
import { dayAndTime, isoDay, money } from "@/format";
import { useT } from "@/i18n";
import { useSession } from "@/session/session";
import { NotFound } from "@/shell/not-found";
import { OrderBadge, Page, PersonNames, QueueTable, StaffName, type Column } from "@/ui";
import { StateTag } from "./state-tag";
import { LIVE, type Work } from "./work";
import { WorkDialog } from "./work-dialog";
import "./texts";
import "./work-orders.css";

const VIEWS = ["open", "mine", "list"] as const;
type View = (typeof VIEWS)[number];

function Customer({ work }: { work: Work }) {
  const people = useSheet(work.order_id)?.person_ids ?? [];
  return (
    <>
      <PersonNames ids={people} />
      <br />
      <OrderBadge id={work.order_id} />
    </>
  );
}

/** Work orders of the branch by who has waited longest: Enter on a line does what is next. */
function WorkOrders() {
  const t = useT();
  const { me, branch, may } = useSession();
  const [view, setView] = useState<View>(may("reception.work_orders.dispatch") ? "open" : "mine");
  const [chosen, setChosen] = useState<Work | null>(null);
  const day = isoDay();
  const asked = {
    open: { open_only: true },
    mine: { open_only: true, worker_id: me.staff },
    list: { listed_on: day },
  }[view];
  const columns: Column<Work>[] = [
    { id: "waits", title: t("work-orders.waits_for"), show: (work) => <StateTag work={work} /> },
    { id: "when", title: t("work-orders.appointed"), show: (work) => dayAndTime(work.appointed_at) },
    {
      id: "what",
      title: t("work-orders.service"),
      show: (work) => (
        <>
          <b>{work.service_name}</b> × {work.quantity}
          <br />
          <span className="quiet">{work.content || work.number}</span>
        </>
      ),
    },
    { id: "customer", title: t("order.customer"), show: (work) => <Customer work={work} /> },
    { id: "worker", title: t("work-orders.worker"), show: (work) => <StaffName id={work.worker_id} /> },
    { id: "amount", title: t("work-orders.price"), number: true, show: (work) => money(work.amount) },
  ];
  return (
    <Page
      title={t("work-orders.title")}
      shortcuts={VIEWS.map((one, at) => ({
        keys: `${at + 1}`,
        label: t(`work-orders.view.${one}`),
        run: () => setView(one),
      }))}
    >
      <Segmented
        aria-label={t("work-orders.views")}
        value={view}
        onChange={setView}
        options={VIEWS.map((one, at) => ({
          value: one,
          label: (
            <>
              {t(`work-orders.view.${one}`)} <kbd aria-hidden>{at + 1}</kbd>
            </>
          ),
        }))}
      />
      <QueueTable
        label={t("work-orders.title")}
        queryKey={["work-orders", branch.id, view, day]}
        fetch={(cursor) =>
          answer(api.GET("/v1/work-orders", { params: { query: { branch_id: branch.id, cursor, ...asked } } }))
        }
        columns={columns}
        rowId={(work) => work.id}
        onOpen={setChosen}
        live={LIVE}
        empty={t(`work-orders.empty.${view}`)}
        red={(work) => work.late}
      />
      {chosen && <WorkDialog work={chosen} onClose={() => setChosen(null)} />}
    </Page>
  );
}

/** The desk of paid extra services. */
export default function WorkOrderDesk() {
  return (
    <Routes>
      <Route index element={<WorkOrders />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
