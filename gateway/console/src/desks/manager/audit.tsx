import { Select } from "antd";
import { useState } from "react";
import { answer, api, type components } from "@/api";
import { fullTime } from "@/format";
import { useT, word } from "@/i18n";
import { QueueTable, StaffName, useColleagues } from "@/ui";
import { DeskPage } from "./desk-page";

type Row = components["schemas"]["gateway_AuditOut"];

/** Who signed in, was refused, or changed people, branches and keys. */
export function Audit() {
  const t = useT();
  const [person, setPerson] = useState<string | undefined>();
  const colleagues = useColleagues();
  return (
    <DeskPage
      title={t("manager.audit.title")}
      actions={
        <Select
          allowClear
          showSearch
          optionFilterProp="label"
          style={{ minWidth: 200 }}
          aria-label={t("manager.audit.of")}
          placeholder={t("manager.audit.of")}
          value={person}
          onChange={setPerson}
          options={colleagues.map(({ id, display_name }) => ({ value: id, label: display_name }))}
        />
      }
    >
      <QueueTable<Row>
        label={t("manager.audit.title")}
        queryKey={["manager", "audit", person]}
        fetch={(cursor) => answer(api.GET("/v1/audit", { params: { query: { cursor, staff_id: person } } }))}
        rowId={(row) => row.id}
        empty={t("manager.audit.empty")}
        columns={[
          { id: "at", title: t("order.time"), show: (row) => fullTime(row.at), width: 190 },
          { id: "kind", title: t("order.kind"), show: (row) => word("manager.audit_kind", row.kind) },
          { id: "about", title: t("manager.audit.about"), show: (row) => <StaffName id={row.staff_id} /> },
          { id: "by", title: t("manager.audit.by"), show: (row) => <StaffName id={row.actor_id} /> },
          { id: "from", title: t("manager.audit.from"), show: (row) => <span className="number">{row.address}</span> },
        ]}
      />
    </DeskPage>
  );
}
