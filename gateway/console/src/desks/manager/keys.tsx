import { Button, Input } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { fullTime } from "@/format";
import { useT } from "@/i18n";
import { ConfirmAction, Field, QueueTable, StaffName } from "@/ui";
import { DeskPage } from "./desk-page";
import { Allowed, ChooseAllowed } from "./key-permissions";
import { SaveForm } from "./save-form";
import { Branches, somewhere, WhereFields } from "./where";

type Key = components["schemas"]["gateway_KeyOut"];
type Asked = components["schemas"]["gateway_KeyIn"];
type Made = components["schemas"]["gateway_KeyMade"];
const KEYS = ["manager", "keys"] as const;
/** Keys by which other programs work with this house: make one, take it back. */
export function Keys() {
  const t = useT();
  const [asking, setAsking] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const ask = () => {
    setMade(null);
    setAsking(true);
  };
  return (
    <DeskPage
      title={t("manager.keys.title")}
      note={t("manager.keys.note")}
      actions={
        <Button type="primary" onClick={ask}>
          {t("manager.keys.add")}
        </Button>
      }
      shortcuts={[{ keys: "n", label: t("manager.keys.add"), run: ask }]}
    >
      {asking && <KeyForm onMade={setMade} onBack={() => setAsking(false)} />}
      {made && <OnceShown key={made.id} made={made} />}
      <QueueTable<Key>
        label={t("manager.keys.title")}
        queryKey={KEYS}
        fetch={(cursor) => answer(api.GET("/v1/api-keys", { params: { query: { cursor } } }))}
        rowId={(row) => row.id}
        empty={t("manager.keys.empty")}
        emptyHint={t("manager.keys.empty_hint")}
        columns={[
          {
            id: "name",
            title: t("manager.keys.name"),
            show: (row) => (
              <>
                {row.name} <span className="number quiet">{row.hint}…</span>
              </>
            ),
          },
          { id: "may", title: t("manager.keys.permissions"), show: (row) => <Allowed codes={row.permissions} /> },
          {
            id: "branches",
            title: t("manager.people.branches"),
            show: (row) => <Branches codes={row.branches} all={row.all_branches} />,
          },
          {
            id: "made",
            title: t("manager.keys.made"),
            show: (row) => (
              <>
                <StaffName id={row.created_by} /> <span className="quiet">{fullTime(row.created_at)}</span>
              </>
            ),
          },
          {
            id: "state",
            title: t("order.state"),
            show: (row) => <Standing row={row} onRevoked={() => setMade(null)} />,
          },
        ]}
      />
    </DeskPage>
  );
}

function KeyForm({ onMade, onBack }: { onMade: (made: Made) => void; onBack: () => void }) {
  const t = useT();
  const [form, setForm] = useState<Asked>({ name: "", permissions: [], branches: [], all_branches: false });
  const set = (part: Partial<Asked>) => setForm((before) => ({ ...before, ...part }));
  const make = useCommand({
    run: (body: Asked, sent) => answer(api.POST("/v1/api-keys", { body, ...sent })),
    onDone: (made) => {
      onMade(made);
      onBack();
    },
    invalidates: [KEYS],
  });
  const whole = form.name && form.permissions.length > 0 && somewhere(form);
  return (
    <SaveForm label={t("manager.keys.add")} command={make} body={() => (whole ? form : null)} onBack={onBack}>
      <div className="manager-row">
        <Field name="name" needed label={t("manager.keys.name")} format={t("manager.keys.name_format")}>
          <Input
            autoFocus
            autoComplete="off"
            placeholder={t("manager.keys.name_example")}
            value={form.name}
            onChange={(event) => set({ name: event.target.value.trim().toLowerCase() })}
          />
        </Field>
        <Field name="permissions" needed label={t("manager.keys.permissions")} className="field-wide">
          <ChooseAllowed value={form.permissions} onChange={(permissions) => set({ permissions })} />
        </Field>
      </div>
      <div className="manager-row">
        <WhereFields value={form} onChange={set} />
      </div>
    </SaveForm>
  );
}

/** The key itself, which nobody can read again. */
function OnceShown({ made }: { made: Made }) {
  const t = useT();
  const [copied, setCopied] = useState(false);
  return (
    <div className="new-link" role="status">
      <strong>{t("manager.keys.once", { name: made.name })}</strong>
      <code>{made.key}</code>
      <div>
        <Button onClick={() => void navigator.clipboard?.writeText(made.key).then(() => setCopied(true))}>
          {t(copied ? "links.copied" : "links.copy")}
        </Button>
      </div>
      <span className="quiet">{t("manager.keys.use")}</span>
    </div>
  );
}

function Standing({ row, onRevoked }: { row: Key; onRevoked: () => void }) {
  const t = useT();
  const revoke = useCommand({
    run: (key_id: string) => answer(api.DELETE("/v1/api-keys/{key_id}", { params: { path: { key_id } } })),
    onDone: onRevoked,
    invalidates: [KEYS],
  });
  if (row.revoked_at)
    return <span className="quiet">{t("manager.keys.revoked", { at: fullTime(row.revoked_at) })}</span>;
  return (
    <ConfirmAction
      label={t("manager.keys.revoke")}
      question={t("manager.keys.revoke_question", { name: row.name })}
      command={revoke}
      input={() => row.id}
      button={{ size: "small", danger: true }}
    />
  );
}
