import { Button, Select } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { answer, api } from "@/api";
import { dayAndTime } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useMay, useSession } from "@/session/session";
import { OwesTag, PersonNames, QueueTable, StaffName } from "@/ui";
import { DeskPage } from "../desk-page";
import type { Order } from "../types";

const STATES = ["PLACED", "BOOKED", "CHECKED_IN", "SHOT", "SELECTED", "CLOSED", "CANCELLED"] as const;
type State = (typeof STATES)[number];

/** The branch's orders, by state and owner. */
export function Orders() {
  const t = useT();
  const go = useNavigate();
  const may = useMay();
  const { me, branch } = useSession();
  const { id: branch_id } = useBranch();
  const [state, setState] = useState<State | null>(null);
  const [mine, setMine] = useState(false);
  const places = may("reception.orders.place");
  const order = { keys: "n", label: t("reception.order.new"), run: () => void go("/reception/new") };
  return (
    <DeskPage
      title={t("reception.order.list")}
      note={branch.name}
      shortcuts={places ? [order] : []}
      actions={
        places && (
          <Button type="primary" onClick={order.run}>
            {order.label} <kbd aria-hidden>N</kbd>
          </Button>
        )
      }
    >
      <div className="rc-block-actions">
        <Select
          allowClear
          aria-label={t("order.stage")}
          placeholder={t("reception.order.all_states")}
          value={state}
          onChange={(chosen) => setState(chosen ?? null)}
          options={STATES.map((value) => ({ value, label: word("stage", value) }))}
          className="rc-filter"
        />
        <Button type={mine ? "primary" : "default"} aria-pressed={mine} onClick={() => setMine(!mine)}>
          {t("reception.order.mine")}
        </Button>
      </div>
      <QueueTable<Order>
        label={t("reception.order.list")}
        queryKey={["reception", "orders", branch_id, state, mine]}
        fetch={(cursor) =>
          answer(
            api.GET("/v1/orders", {
              params: {
                query: { branch_id, cursor, state: state ?? undefined, owner_id: mine ? me.staff : undefined },
              },
            }),
          )
        }
        live={["order.", "payment."]}
        rowId={(row) => row.id}
        empty={t("reception.empty")}
        emptyHint={t("reception.empty_hint")}
        onOpen={(row) => void go(`/reception/orders/${row.id}`)}
        columns={[
          { id: "number", title: t("order.number"), show: (row) => <span className="number">{row.number}</span> },
          { id: "who", title: t("order.customer"), show: (row) => <PersonNames ids={row.person_ids} /> },
          { id: "category", title: t("order.category"), show: (row) => word("category", row.category) },
          { id: "placed", title: t("order.time"), show: (row) => dayAndTime(row.placed_at) },
          { id: "owner", title: t("order.owner"), show: (row) => <StaffName id={row.owner_id} /> },
          { id: "state", title: t("order.stage"), show: (row) => word("stage", row.state) },
          { id: "owes", title: t("order.owes"), show: (row) => <OwesTag balance={row.balance} />, number: true },
        ]}
      />
    </DeskPage>
  );
}
