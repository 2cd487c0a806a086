import { useQuery } from "@tanstack/react-query";
import { Button, Input, Select, Switch } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components, type FieldName } from "@/api";
import { useT, word } from "@/i18n";
import { useMay, useSession } from "@/session/session";
import { Field, ProblemAlert, QueueTable } from "@/ui";
import { DeskPage } from "./desk-page";
import { SaveForm } from "./save-form";

type Person = components["schemas"]["gateway_StaffOut"];
type Joining = components["schemas"]["gateway_StaffJoining"];
/** A password's fewest characters. */
const NEW: Joining = {
  id: "",
  password: "",
  display_name: "",
  badge: "",
  roles: [],
  branches: [],
  all_branches: false,
  active: true,
};

/** Who works here, with which roles, in which branches. */
export function People() {
  const t = useT();
  const may = useMay();
  const manages = may("gateway.staff.manage");
  const [edited, setEdited] = useState<Person | "new" | null>(null);
  return (
    <DeskPage
      title={t("manager.people.title")}
      actions={
        manages && (
          <Button type="primary" onClick={() => setEdited("new")}>
            {t("manager.people.add")}
          </Button>
        )
      }
      shortcuts={manages ? [{ keys: "n", label: t("manager.people.add"), run: () => setEdited("new") }] : []}
    >
      {edited && (
        <PersonForm
          key={edited === "new" ? "new" : edited.id}
          person={edited === "new" ? null : edited}
          onDone={() => setEdited(null)}
        />
      )}
      <QueueTable<Person>
        label={t("manager.people.title")}
        queryKey={["manager", "people"]}
        fetch={(cursor) => answer(api.GET("/v1/staff", { params: { query: { cursor } } }))}
        live={["staff."]}
        rowId={(row) => row.id}
        empty={t("manager.people.empty")}
        onOpen={manages ? setEdited : undefined}
        columns={[
          { id: "name", title: t("manager.people.name"), show: (row) => row.display_name },
          { id: "id", title: t("session.name"), show: (row) => <span className="number">{row.id}</span> },
          { id: "badge", title: t("manager.people.badge"), show: (row) => <span className="number">{row.badge}</span> },
          {
            id: "roles",
            title: t("manager.people.roles"),
            show: (row) => row.roles.map((role) => word("role", role)).join(t("manager.form.comma")),
          },
          {
            id: "branches",
            title: t("manager.people.branches"),
            show: (row) => <Branches codes={row.branches} all={row.all_branches} />,
          },
          {
            id: "state",
            title: t("order.state"),
            show: (row) => t(row.active ? "manager.people.active" : "manager.people.left"),
          },
        ]}
      />
    </DeskPage>
  );
}

function Branches({ codes, all }: { codes: readonly string[]; all: boolean }) {
  const t = useT();
  const { branches } = useSession();
  if (all) return <>{t("manager.people.all_branches")}</>;
  return <>{codes.map((code) => branches.find(({ id }) => id === code)?.name ?? code).join(t("manager.form.comma"))}</>;
}

function PersonForm({ person, onDone }: { person: Person | null; onDone: () => void }) {
  const t = useT();
  const { branches } = useSession();
  const [form, setForm] = useState<Joining>(person ? { ...NEW, ...person } : NEW);
  const set = (part: Partial<Joining>) => setForm((before) => ({ ...before, ...part }));
  const roles = useQuery({ queryKey: ["roles"], queryFn: () => answer(api.GET("/v1/roles")) });
  const save = useCommand({
    run: async (body: Joining, sent) => {
      const { id, password, display_name, badge, roles: held, branches: codes, all_branches, active } = body;
      const state = { display_name, badge, roles: held, branches: codes, all_branches, active };
      if (!person) return answer(api.POST("/v1/staff", { body: { ...state, id, password }, ...sent }));
      const home_branch_id = person.home_branch_id;
      return answer(
        api.PUT("/v1/staff/{staff_id}", {
          params: { path: { staff_id: id }, header: { "if-match": `"${person.version}"` } },
          body: { ...state, home_branch_id },
        }),
      );
    },
    onDone,
  });
  const body = () => {
    const whole = form.id && form.display_name && form.badge && form.roles.length > 0;
    const somewhere = form.all_branches || (form.branches?.length ?? 0) > 0;
    return whole && somewhere && (person || form.password) ? form : null;
  };
  return (
    <SaveForm label={person ? person.display_name : t("manager.people.add")} command={save} body={body} onBack={onDone}>
      <div className="manager-row">
        <Line
          name="display_name"
          needed
          label={t("manager.people.name")}
          value={form.display_name}
          set={(v) => set({ display_name: v })}
          focus
        />
        {!person && (
          <Line name="id" needed label={t("session.name")} value={form.id} set={(v) => set({ id: v.toLowerCase() })} />
        )}
        <Line name="badge" needed label={t("manager.people.badge")} value={form.badge} set={(v) => set({ badge: v })} />
        {!person && (
          <Field name="password" needed label={t("manager.people.first_password")}>
            <Input.Password
              autoComplete="new-password"
              value={form.password}
              onChange={(event) => set({ password: event.target.value })}
            />
          </Field>
        )}
      </div>
      <div className="manager-row">
        <Field name="roles" needed label={t("manager.people.roles")} className="field-wide">
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: "label" }}
            aria-label={t("manager.people.roles")}
            value={form.roles}
            onChange={(held: string[]) => set({ roles: held })}
            options={(roles.data ?? []).map(({ id }) => ({ value: id, label: word("role", id) }))}
          />
        </Field>
        <Field name="branches" label={t("manager.people.branches")} className="field-wide">
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: "label" }}
            aria-label={t("manager.people.branches")}
            disabled={form.all_branches}
            value={form.branches}
            onChange={(codes: string[]) => set({ branches: codes })}
            options={branches.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
        <Field name="all_branches" label={t("manager.people.all_branches")}>
          <Switch checked={form.all_branches} onChange={(all_branches) => set({ all_branches })} />
        </Field>
        <Field name="active" label={t("manager.people.active")}>
          <Switch checked={form.active ?? true} onChange={(active) => set({ active })} />
        </Field>
      </div>
      {person && <NewPassword id={person.id} />}
    </SaveForm>
  );
}

/** A new password for somebody who forgot theirs; Enter sets it and does not save the form around it. */
function NewPassword({ id }: { id: string }) {
  const t = useT();
  const [password, setPassword] = useState("");
  const [done, setDone] = useState(false);
  const command = useCommand({
    run: (words: string, sent) => {
      const params = { path: { staff_id: id } };
      return answer(api.POST("/v1/staff/{staff_id}/password", { params, body: { password: words }, ...sent }));
    },
    onDone: () => {
      setPassword("");
      setDone(true);
    },
  });
  const set = () => password !== "" && void command.submit(password);
  return (
    <>
      <div className="manager-row">
        <Field name="password" needed label={t("manager.people.new_password")}>
          <Input.Password
            autoComplete="new-password"
            value={password}
            onChange={(event) => {
              setPassword(event.target.value);
              setDone(false);
            }}
            onPressEnter={(event) => {
              event.preventDefault();
              set();
            }}
          />
        </Field>
        <Button disabled={password === ""} loading={command.pending} onClick={set}>
          {t("manager.people.set_password")}
        </Button>
        {done && (
          <p role="status" className="quiet">
            {t("manager.people.password_set")}
          </p>
        )}
      </div>
      <ProblemAlert problem={command.problem} retry={command.retry} />
    </>
  );
}

function Line(props: {
  name: FieldName;
  label: string;
  value: string;
  set: (value: string) => void;
  needed?: boolean;
  focus?: boolean;
}) {
  const { name, label, value, set, needed, focus } = props;
  return (
    <Field name={name} label={label} needed={needed}>
      <Input autoFocus={focus} autoComplete="off" value={value} onChange={(event) => set(event.target.value)} />
    </Field>
  );
}
