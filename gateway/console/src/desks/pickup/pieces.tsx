import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { answer, api, useCommand, type components } from "@/api";
import { plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import { Form, OrderBadge, Page, ProblemAlert, QueueTable } from "@/ui";
import { PickupNav } from "./nav";

type Row = components["schemas"]["pickup_PieceOut"];
type State = components["schemas"]["pickup_PieceState"];

const STATES: readonly State[] = ["CHECKED", "ARRIVED_FAULTY", "ON_THE_WAY", "EXPECTED", "IN_REWORK", "HANDED_OVER"];
const MOVABLE = new Set<State>(["CHECKED", "ARRIVED_FAULTY"]);

/** Where the piece lies, changed in place. */
function Shelf({ piece }: { piece: Row }) {
  const t = useT();
  const may = useMay();
  const [typed, setTyped] = useState<string | null>(null);
  const command = useCommand<string>({
    tag: `"${piece.version}"`,
    run: (shelf, sent) =>
      answer(
        api.PUT("/v1/expected-pieces/{piece_id}/shelf", {
          params: { path: { piece_id: piece.id } },
          body: { shelf },
          headers: sent.headers,
        }),
      ),
    invalidates: [["pickup"]],
    onDone: () => setTyped(null),
  });
  if (!may("pickup.arrivals.record") || !MOVABLE.has(piece.state)) return <>{piece.shelf ?? "–"}</>;
  if (typed === null)
    return (
      <Button size="small" onClick={() => setTyped(piece.shelf ?? "")}>
        {piece.shelf ?? t("pickup.pieces.put")}
      </Button>
    );
  const send = () => {
    if (typed.trim()) void command.submit(typed.trim());
  };
  return (
    <Form onSend={send} className="pickup-shelf">
      <Input
        autoFocus
        size="small"
        maxLength={40}
        aria-label={t("pickup.pieces.shelf_of", { code: piece.code })}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && setTyped(null)}
      />
      <Button size="small" type="primary" htmlType="submit" loading={command.pending}>
        {t("pickup.pieces.save")}
      </Button>
      <ProblemAlert problem={command.problem} retry={command.retry} />
    </Form>
  );
}

/** Every piece of the branch by state, and where it lies. */
export function Pieces() {
  const t = useT();
  const go = useNavigate();
  const { id: branch_id } = useBranch();
  const [state, setState] = useState<State>("CHECKED");
  const [code, setCode] = useState("");
  const wanted = code.trim() ? { code: code.trim() } : { state };
  return (
    <Page
      title={t("pickup.pieces.title")}
      actions={
        <>
          <Input
            allowClear
            className="pickup-code"
            placeholder={t("order.piece")}
            aria-label={t("order.piece")}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
          <Select<State>
            aria-label={t("order.state")}
            value={state}
            onChange={setState}
            options={STATES.map((value) => ({ value, label: word("piece_state", value) }))}
            className="pickup-state"
          />
        </>
      }
    >
      <PickupNav />
      <QueueTable<Row>
        label={t("pickup.pieces.title")}
        queryKey={["pickup", "pieces", branch_id, wanted]}
        fetch={(cursor) =>
          answer(api.GET("/v1/expected-pieces", { params: { query: { branch_id, ...wanted, cursor } } }))
        }
        live={["piece.", "pieces.", "order.ready", "handover.", "rework."]}
        rowId={(row) => row.id}
        empty={t("pickup.pieces.empty")}
        onOpen={(row) => void go(`/pickup/orders/${row.order_id}`)}
        red={(row) => row.state === "ARRIVED_FAULTY"}
        columns={[
          { id: "code", title: t("order.piece"), show: (row) => <b className="number">{row.code}</b> },
          { id: "name", title: t("order.product"), show: (row) => row.name },
          { id: "shelf", title: t("order.shelf"), show: (row) => <Shelf piece={row} /> },
          { id: "due", title: t("order.due"), show: (row) => plainDay(row.due_on) },
          { id: "state", title: t("order.state"), show: (row) => row.fault ?? word("piece_state", row.state) },
          { id: "order", title: "", show: (row) => <OrderBadge id={row.order_id} number={t("order.sheet")} /> },
        ]}
      />
    </Page>
  );
}
