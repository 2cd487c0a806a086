import { useQuery } from "@tanstack/react-query";
import { Button, Input, Select, Switch } from "antd";
import { useDeferredValue, useState } from "react";
import { answer, api, useCommand, type components, type FieldName } from "@/api";
import { useT, word } from "@/i18n";
import { useMay, useSession } from "@/session/session";
import { Field, ProblemAlert, QueueTable } from "@/ui";
import { DeskPage } from "./desk-page";
import { SaveForm } from "./save-form";
import { Branches, somewhere, WhereFields } from "./where";

type Person = components["schemas"]["gateway_StaffOut"];
type Joining = components["schemas"]["gateway_StaffJoining"];
const NEW: Joining = {
  id: "",
  password: "",
  display_name: "",
  badge: "",
  roles: [],
  branches: [],
  home_branch_id: null,
  all_branches: false,
  active: true,
};

/** Who works here, with which roles, in which branches. */
export function People() {
  const t = useT();
  const may = useMay();
  const manages = may("gateway.staff.manage");
  const [edited, setEdited] = useState<Person | "new" | null>(null);
  const [words, setWords] = useState("");
  const q = useDeferredValue(words.trim()) || undefined;
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
      <Input.Search
        allowClear
        className="manager-find"
        maxLength={80}
        aria-label={t("manager.people.find")}
        placeholder={t("manager.people.find")}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <QueueTable<Person>
        label={t("manager.people.title")}
        queryKey={["manager", "people", q]}
        fetch={(cursor) => answer(api.GET("/v1/staff", { params: { query: { cursor, q } } }))}
        live={["staff."]}
        rowId={(row) => row.id}
        empty={t(q ? "manager.people.not_found" : "manager.people.empty")}
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

/** Where somebody belongs: the chosen one of their branches, else the first; null is head office. */
function homeOf({ branches = [], home_branch_id }: Joining): string | null {
  return branches.find((code) => code === home_branch_id) ?? branches[0] ?? null;
}

function PersonForm({ person, onDone }: { person: Person | null; onDone: () => void }) {
  const t = useT();
  const { branches } = useSession();
  const [form, setForm] = useState<Joining>(person ? { ...NEW, ...person } : NEW);
  const set = (part: Partial<Joining>) => setForm((before) => ({ ...before, ...part }));
  const home = homeOf(form);
  const roles = useQuery({ queryKey: ["roles"], queryFn: () => answer(api.GET("/v1/roles")) });
  const save = useCommand({
    run: async (body: Joining, sent) => {
      const { id, password, display_name, badge, roles: held, branches: codes, all_branches, active } = body;
      const where = { branches: codes, home_branch_id: homeOf(body), all_branches };
      const state = { display_name, badge, roles: held, ...where, active };
      if (!person) return answer(api.POST("/v1/staff", { body: { ...state, id, password }, ...sent }));
      return answer(
        api.PUT("/v1/staff/{staff_id}", {
          params: { path: { staff_id: id }, header: { "if-match": `"${person.version}"` } },
          body: state,
        }),
      );
    },
    onDone,
  });
  const body = () => {
    const whole = form.id && form.display_name && form.badge && form.roles.length > 0;
    return whole && somewhere(form) && (person || form.password) ? form : null;
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
          <Line
            name="id"
            needed
            label={t("session.name")}
            format={t("manager.people.id_format")}
            value={form.id}
            set={(v) => set({ id: v.toLowerCase() })}
          />
        )}
        <Line
          name="badge"
          needed
          label={t("manager.people.badge")}
          format={t("manager.people.badge_format")}
          value={form.badge}
          set={(v) => set({ badge: v })}
        />
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
        <WhereFields value={form} onChange={set} />
        {(form.branches?.length ?? 0) > 1 && (
          <Field name="home_branch_id" label={t("manager.people.home")}>
            <Select
              aria-label={t("manager.people.home")}
              value={home}
              onChange={(code: string) => set({ home_branch_id: code })}
              options={branches
                .filter(({ id }) => form.branches?.includes(id))
                .map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Field>
        )}
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
        <Field name="password" label={t("manager.people.new_password")}>
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
  format?: string;
}) {
  const { name, label, value, set, needed, focus, format } = props;
  return (
    <Field name={name} label={label} needed={needed} format={format}>
      <Input autoFocus={focus} autoComplete="off" value={value} onChange={(event) => set(event.target.value)} />
    </Field>
  );
}
