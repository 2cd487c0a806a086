import { Button } from "antd";
import { useState } from "react";
import { answer, api } from "@/api";
import { money } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { QueueTable } from "@/ui";
import { CardDialog } from "./card-dialog";
import { CountDialog, RequestDialog, TakeDialog } from "./item-forms";
import { MovesDialog } from "./moves";
import { LIVE, type Department, type Supply } from "./supplies";

type Asked = { item: Supply; for: "take" | "request" | "count" | "card" | "moves" };

/** What is on the shelf, the low ones first: Enter takes from it (耗材). */
export function Shelf(props: { department: Department | null; uses: boolean; onAdd: () => void }) {
  const { department, uses, onAdd } = props;
  const t = useT();
  const { id: branch_id } = useBranch();
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  const button = (item: Supply, what: Asked["for"]) => (
    <Button onClick={() => setAsked({ item, for: what })}>{t(`supplies.${what}`)}</Button>
  );
  return (
    <>
      <QueueTable<Supply>
        label={t("supplies.view.shelf")}
        queryKey={["supplies", branch_id, "shelf", department]}
        fetch={(cursor) =>
          answer(
            api.GET("/v1/supplies", { params: { query: { branch_id, department: department ?? undefined, cursor } } }),
          )
        }
        live={LIVE}
        rowId={(row) => row.id}
        onOpen={uses ? (item) => setAsked({ item, for: "take" }) : undefined}
        red={(row) => row.low}
        empty={t("supplies.none")}
        emptyHint={uses ? t("supplies.none_hint") : undefined}
        columns={[
          { id: "name", title: t("field.name"), show: (row) => <Name item={row} /> },
          { id: "stock", title: t("supplies.stock"), number: true, show: (row) => <Stock item={row} /> },
          { id: "minimum", title: t("supplies.minimum"), number: true, show: (row) => row.minimum || "–" },
          { id: "coming", title: t("supplies.coming"), show: (row) => <Coming item={row} /> },
          { id: "price", title: t("supplies.price"), number: true, show: (row) => row.price && money(row.price) },
          {
            id: "act",
            title: t("supplies.act"),
            show: (row) => (
              <div className="page-actions">
                {uses && (
                  <>
                    {button(row, "take")}
                    {button(row, "request")}
                    {button(row, "count")}
                    {button(row, "card")}
                  </>
                )}
                {button(row, "moves")}
              </div>
            ),
          },
        ]}
      />
      {uses && (
        <p>
          <Button onClick={onAdd}>
            {t("supplies.add")} <kbd aria-hidden>N</kbd>
          </Button>
        </p>
      )}
      {asked?.for === "take" && <TakeDialog item={asked.item} onClose={close} />}
      {asked?.for === "request" && <RequestDialog item={asked.item} onClose={close} />}
      {asked?.for === "count" && <CountDialog item={asked.item} onClose={close} />}
      {asked?.for === "card" && <CardDialog item={asked.item} department={department} onClose={close} />}
      {asked?.for === "moves" && <MovesDialog item={asked.item} onClose={close} />}
    </>
  );
}

function Name({ item }: { item: Supply }) {
  return (
    <>
      <b>{item.name}</b> <span className="quiet">{word("supplies.department", item.department)}</span>
    </>
  );
}

function Stock({ item }: { item: Supply }) {
  const t = useT();
  return (
    <span className="no-wrap">
      {item.stock} {item.unit} {item.low && <span className="tag tag-red">{t("supplies.low")}</span>}
    </span>
  );
}

function Coming({ item }: { item: Supply }) {
  const t = useT();
  const said = [
    item.coming > 0 && t("supplies.on_the_way", { count: item.coming }),
    item.asked > 0 && t("supplies.asked_for", { count: item.asked }),
  ];
  return <span className="quiet">{said.filter(Boolean).join(" · ")}</span>;
}
