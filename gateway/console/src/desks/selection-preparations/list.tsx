import { useQueryClient, type InfiniteData } from "@tanstack/react-query";
import { answer, api } from "@/api";
import { useSheet } from "@/api/sheets";
import { dayAndTime } from "@/format";
import { useT } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import { useShortcut } from "@/shell/shortcuts";
import { OrderBadge, PersonNames, ProblemAlert, QueueTable, StaffName } from "@/ui";
import { focusedRow } from "@/ui/focused-row";
import {
  HowFar,
  isDone,
  LIVE,
  PhotosHere,
  PREPARATIONS,
  Tick,
  useTick,
  type Point,
  type Preparation,
} from "./preparation";

function Who({ orderId }: { orderId: string }) {
  const sheet = useSheet(orderId);
  return sheet ? <PersonNames ids={sheet.person_ids} /> : null;
}

/** Selections until the next working day and what is laid ready; d and p tick the focused line (REC-12). */
export function PreparationList({ onOpen }: { onOpen: (orderId: string) => void }) {
  const t = useT();
  const may = useMay();
  const queries = useQueryClient();
  const { id: branch_id } = useBranch();
  const tick = useTick();
  const label = t("selection-preparations.label");
  const queryKey = [...PREPARATIONS, "list", branch_id];
  const turn = (point: Point) => {
    const pages = queries.getQueryData<InfiniteData<{ items: Preparation[] }>>(queryKey)?.pages ?? [];
    const row = focusedRow(
      label,
      pages.flatMap(({ items }) => items),
    );
    if (row) void tick.submit({ row, point, done: !isDone(row, point) });
  };
  const off = !may("post_production.preparations.tick");
  useShortcut("d", t("selection-preparations.tick.DISC_BURNT"), () => turn("DISC_BURNT"), { off });
  useShortcut("p", t("selection-preparations.tick.ORDER_PULLED"), () => turn("ORDER_PULLED"), { off });
  return (
    <>
      <ProblemAlert problem={tick.problem} retry={tick.retry} />
      <QueueTable<Preparation>
        label={label}
        queryKey={queryKey}
        fetch={(cursor) => answer(api.GET("/v1/selection-preparations", { params: { query: { branch_id, cursor } } }))}
        live={LIVE}
        rowId={(row) => row.booking_id}
        red={(row) => row.late}
        empty={t("selection-preparations.none")}
        emptyHint={t("selection-preparations.none_hint")}
        onOpen={(row) => onOpen(row.order_id)}
        columns={[
          { id: "time", title: t("selection-preparations.time"), show: (row) => dayAndTime(row.starts_at) },
          {
            id: "order",
            title: t("order.number"),
            show: (row) => <OrderBadge id={row.order_id} number={row.order_number} />,
          },
          { id: "who", title: t("order.customer"), show: (row) => <Who orderId={row.order_id} /> },
          { id: "photos", title: t("selection-preparations.photos"), show: (row) => <PhotosHere row={row} /> },
          ...(["DISC_BURNT", "ORDER_PULLED"] as const).map((point) => ({
            id: point,
            title: t(`selection-preparations.tick.${point}`),
            show: (row: Preparation) => <Tick row={row} point={point} tick={tick} />,
          })),
          { id: "owner", title: t("order.owner"), show: (row) => <StaffName id={row.owner_id} /> },
          { id: "state", title: t("order.state"), show: (row) => <HowFar row={row} /> },
        ]}
      />
    </>
  );
}
