import { Segmented, Select } from "antd";
import { useState } from "react";
import { Route, Routes, useSearchParams } from "react-router";
import { useT, word } from "@/i18n";
import { useSession } from "@/session/session";
import { NotFound } from "@/shell/not-found";
import { Page } from "@/ui";
import { CardDialog } from "./card-dialog";
import { Month } from "./month";
import { Purchases } from "./purchases";
import { Shelf } from "./shelf";
import { DEPARTMENTS, homeOf, type Department } from "./supplies";
import "./supplies.css";
import "./texts";

const VIEWS = ["shelf", "purchases", "month"] as const;
type View = (typeof VIEWS)[number];

const viewOf = (asked: string | null): View => VIEWS.find((view) => view === asked) ?? "shelf";

/** What a department uses up: the shelf, what is bought, the month against its budget (MGT-06). */
function Supplies() {
  const t = useT();
  const { me, may } = useSession();
  const uses = may("scheduling.supplies.use");
  const [query, setQuery] = useSearchParams();
  const [department, setDepartment] = useState<Department | null>(() => homeOf(me.roles));
  const [adding, setAdding] = useState(false);
  const view = viewOf(query.get("view"));
  const show = (next: View) => setQuery(next === "shelf" ? {} : { view: next }, { replace: true });
  return (
    <Page
      title={t("supplies.title")}
      shortcuts={[
        ...VIEWS.map((one, at) => ({ keys: `${at + 1}`, label: t(`supplies.view.${one}`), run: () => show(one) })),
        { keys: "n", label: t("supplies.add"), run: () => setAdding(true), off: !uses },
      ]}
    >
      <div className="supplies-tools">
        <Segmented<View>
          aria-label={t("supplies.views")}
          value={view}
          onChange={show}
          options={VIEWS.map((one, at) => ({
            value: one,
            label: (
              <>
                {t(`supplies.view.${one}`)} <kbd aria-hidden>{at + 1}</kbd>
              </>
            ),
          }))}
        />
        {view !== "month" && (
          <Select
            aria-label={t("supplies.department_of")}
            value={department ?? ""}
            onChange={(chosen: Department | "") => setDepartment(chosen || null)}
            options={[
              { value: "", label: t("supplies.every_department") },
              ...DEPARTMENTS.map((one) => ({ value: one, label: word("supplies.department", one) })),
            ]}
          />
        )}
      </div>
      {view === "shelf" && <Shelf department={department} uses={uses} onAdd={() => setAdding(true)} />}
      {view === "purchases" && <Purchases department={department} uses={uses} />}
      {view === "month" && <Month />}
      {adding && <CardDialog department={department} onClose={() => setAdding(false)} />}
    </Page>
  );
}

/** The desk of consumables. */
export default function SuppliesDesk() {
  return (
    <Routes>
      <Route index element={<Supplies />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
