import { answer, api, type components } from "@/api";
import { dayAndTime } from "@/format";
import { useT, word } from "@/i18n";
import { Dialog, QueueTable, StaffName } from "@/ui";
import { LIVE, type Supply } from "./supplies";

type Move = components["schemas"]["scheduling_SupplyMoveOut"];

/** Who took how many for what, what arrived and what counts found, the newest first (耗材之控制). */
export function MovesDialog({ item, onClose }: { item: Supply; onClose: () => void }) {
  const t = useT();
  const title = `${t("supplies.moves")} · ${item.name}`;
  return (
    <Dialog title={title} footer={null} width={720} onCancel={onClose}>
      <QueueTable<Move>
        label={title}
        queryKey={["supplies", item.id, "moves"]}
        fetch={(cursor) =>
          answer(
            api.GET("/v1/supplies/{supply_id}/moves", {
              params: { path: { supply_id: item.id }, query: { cursor } },
            }),
          )
        }
        live={LIVE}
        rowId={(row) => row.id}
        empty={t("supplies.no_moves")}
        columns={[
          { id: "at", title: t("supplies.moved_at"), show: (row) => dayAndTime(row.at) },
          { id: "kind", title: t("supplies.moved"), show: (row) => word("supplies.kind", row.kind) },
          { id: "change", title: item.unit, number: true, show: (row) => (row.change > 0 ? "+" : "") + row.change },
          { id: "who", title: t("supplies.moved_by"), show: (row) => <StaffName id={row.staff_id} /> },
          { id: "purpose", title: t("supplies.moved_for"), show: (row) => row.purpose },
        ]}
      />
    </Dialog>
  );
}
