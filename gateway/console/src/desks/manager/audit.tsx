import { Segmented, Select } from "antd";
import { useState } from "react";
import { answer, api, type components } from "@/api";
import { fullTime } from "@/format";
import { hasText, t as text, useT, word } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import { PersonName, QueueTable, StaffName, useColleagues } from "@/ui";
import { DeskPage } from "./desk-page";

type Row = components["schemas"]["gateway_AuditOut"];
type Reveal = components["schemas"]["reception_RevealLine"];
type Change = components["schemas"]["reception_PersonChangeOut"];
type Part = "HOUSE" | "REVEALS" | "CHANGES";

/** Who asks for a number to send a message to it. */
const SENDER = "customer_service";

const NOTE: Record<Part, string> = {
  HOUSE: "manager.audit.note",
  REVEALS: "manager.audit.reveals_note",
  CHANGES: "manager.audit.changes_note",
};

/** Who signed in, was refused, changed people, branches and keys; who saw whose number (GEN-08); what was put right of people (M-58). */
export function Audit() {
  const t = useT();
  const may = useMay();
  const [person, setPerson] = useState<string | undefined>();
  const colleagues = useColleagues();
  const parts: Part[] = [
    ...(may("gateway.audit.read") ? (["HOUSE"] as const) : []),
    ...(may("reception.reveals.read") ? (["REVEALS", "CHANGES"] as const) : []),
  ];
  const [chosen, setChosen] = useState<Part | undefined>(parts[0]);
  return (
    <DeskPage
      title={t("manager.audit.title")}
      note={t(NOTE[chosen ?? "HOUSE"])}
      actions={
        <>
          {parts.length > 1 && (
            <Segmented<Part>
              aria-label={t("manager.audit.which")}
              value={chosen}
              onChange={setChosen}
              options={parts.map((value) => ({ value, label: t(`manager.audit.part.${value}`) }))}
            />
          )}
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
        </>
      }
    >
      {chosen === "HOUSE" && <House person={person} />}
      {chosen === "REVEALS" && <Reveals person={person} />}
      {chosen === "CHANGES" && <Changes person={person} />}
    </DeskPage>
  );
}

/** For a message by its rule, for a paper by its number, else what somebody wrote. */
function why(reason: string): string {
  if (hasText(`rule.${reason}`)) return word("rule", reason);
  const number = /^printed (\S+)$/.exec(reason)?.[1];
  return number ? text("manager.audit.printed", { number }) : reason;
}

function House({ person }: { person: string | undefined }) {
  const t = useT();
  return (
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
  );
}

function Reveals({ person }: { person: string | undefined }) {
  const t = useT();
  const { id: branch_id } = useBranch();
  return (
    <QueueTable<Reveal>
      label={t("manager.audit.part.REVEALS")}
      queryKey={["manager", "reveals", branch_id, person]}
      fetch={(cursor) => answer(api.GET("/v1/reveals", { params: { query: { cursor, branch_id, staff_id: person } } }))}
      rowId={(row) => row.id}
      empty={t("manager.audit.no_reveals")}
      columns={[
        { id: "at", title: t("order.time"), show: (row) => fullTime(row.at), width: 190 },
        {
          id: "by",
          title: t("manager.audit.by"),
          show: (row) =>
            row.staff_id === SENDER ? word("department", "CUSTOMER_SERVICE") : <StaffName id={row.staff_id} />,
        },
        { id: "who", title: t("order.customer"), show: (row) => <PersonName id={row.person_id} /> },
        {
          id: "why",
          title: t("order.reason"),
          show: (row) => why(row.reason),
        },
      ]}
    />
  );
}

function Changes({ person }: { person: string | undefined }) {
  const t = useT();
  const { id: branch_id } = useBranch();
  return (
    <QueueTable<Change>
      label={t("manager.audit.part.CHANGES")}
      queryKey={["manager", "person-changes", branch_id, person]}
      fetch={(cursor) =>
        answer(api.GET("/v1/person-changes", { params: { query: { cursor, branch_id, staff_id: person } } }))
      }
      rowId={(row) => row.id}
      empty={t("manager.audit.no_changes")}
      columns={[
        { id: "at", title: t("order.time"), show: (row) => fullTime(row.at), width: 190 },
        { id: "by", title: t("manager.audit.by"), show: (row) => <StaffName id={row.staff_id} /> },
        { id: "who", title: t("order.customer"), show: (row) => <PersonName id={row.person_id} /> },
        { id: "what", title: t("manager.audit.what"), show: (row) => word("manager.written", row.detail) },
        { id: "old", title: t("manager.audit.old"), show: (row) => row.old ?? "–" },
        { id: "why", title: t("order.reason"), show: (row) => row.reason },
      ]}
    />
  );
}
