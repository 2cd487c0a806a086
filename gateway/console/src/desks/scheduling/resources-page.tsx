import { useQueryClient } from "@tanstack/react-query";
import { Button, Input, Segmented, Select } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { isoDay } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import { CountInput, Field, Page, ProblemAlert, QueueTable, StaffName, useColleagues } from "@/ui";
import { AbsenceDialog } from "./absence-dialog";
import { Dialog } from "./dialog";
import { GROUPS, type ResourceKind } from "./planning";
import { useBoard } from "./readings";

type Resource = components["schemas"]["scheduling_ResourceOut"];
type Wish = components["schemas"]["scheduling_ResourceIn"];
const KINDS = Object.values(GROUPS).flat();
const PEOPLE: readonly string[] = GROUPS.people;
const STALE = [["scheduling"]] as const;

/** Teams, people, rooms, seats, dresses and vehicles: set up, and away for a while. */
export function ResourcesPage() {
  const t = useT();
  const { id: branch_id } = useBranch();
  const may = useMay();
  const [kind, setKind] = useState<ResourceKind>("TEAM");
  const [adding, setAdding] = useState(false);
  const [away, setAway] = useState<Resource | null>(null);
  const manages = may("scheduling.resources.manage");
  return (
    <Page
      title={t("scheduling.page.resources")}
      shortcuts={[{ keys: "n", label: t("scheduling.add_resource"), run: () => setAdding(true), off: !manages }]}
      actions={
        manages && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t("scheduling.add_resource")} <kbd aria-hidden>N</kbd>
          </Button>
        )
      }
    >
      <div className="sched-scroll">
        <Segmented<ResourceKind>
          value={kind}
          onChange={setKind}
          options={KINDS.map((one) => ({ value: one, label: word("scheduling.kind", one) }))}
        />
      </div>
      <QueueTable<Resource>
        label={t("scheduling.page.resources")}
        queryKey={["scheduling", "resources", branch_id, kind]}
        fetch={(cursor) => answer(api.GET("/v1/resources", { params: { query: { branch_id, kind, cursor } } }))}
        rowId={(row) => row.id}
        empty={t("scheduling.no_such", { kind: word("scheduling.kind", kind) })}
        emptyHint={manages ? t("scheduling.no_such_hint") : undefined}
        columns={[
          { id: "name", title: t("field.name"), show: (row) => row.name },
          ...(kind === "TEAM"
            ? [{ id: "members", title: t("scheduling.members"), show: (row: Resource) => <Members team={row} /> }]
            : []),
          ...(PEOPLE.includes(kind)
            ? [
                { id: "staff", title: t("scheduling.who"), show: (row: Resource) => <StaffName id={row.staff_id} /> },
                {
                  id: "team",
                  title: t("scheduling.kind.TEAM"),
                  show: (row: Resource) => <TeamOf person={row} mayChange={manages} />,
                },
              ]
            : []),
          {
            id: "for",
            title: t("scheduling.for"),
            show: (row) =>
              row.categories.map((category) => word("category", category)).join("/") || t("scheduling.everything"),
          },
          {
            id: "turnaround",
            title: t("scheduling.turnaround"),
            number: true,
            show: (row) => row.turnaround_minutes || "–",
          },
          {
            id: "act",
            title: t("scheduling.act"),
            show: (row) => manages && <Button onClick={() => setAway(row)}>{t("scheduling.absent")}</Button>,
          },
        ]}
      />
      {adding && <ResourceDialog kind={kind} onClose={() => setAdding(false)} onAdded={setKind} />}
      {away && <AbsenceDialog resource={away} onClose={() => setAway(null)} />}
    </Page>
  );
}

const useLanes = () => useBoard(isoDay()).data?.lanes ?? [];

/** Who is in a team; their teams are changed where the people stand. */
function Members({ team }: { team: Resource }) {
  const t = useT();
  const people = useLanes().filter(({ team_id }) => team_id === team.id);
  if (people.length === 0) return <span className="quiet">{t("scheduling.no_members")}</span>;
  return people.map(({ resource_id, kind, name }) => (
    <span key={resource_id} className="sched-member">
      {name} <span className="quiet">{word("scheduling.kind", kind)}</span>
    </span>
  ));
}

/** The team a person belongs to; another one is chosen on the spot. */
function TeamOf({ person, mayChange }: { person: Resource; mayChange: boolean }) {
  const t = useT();
  const teams = useLanes().filter(({ kind }) => kind === "TEAM");
  const queries = useQueryClient();
  const join = useCommand<string | null>({
    run: (team_id) => {
      const params = { path: { resource_id: person.id }, header: { "if-match": `"${person.version}"` } };
      return answer(api.PUT("/v1/resources/{resource_id}/team", { params, body: { team_id } }));
    },
    onStale: () => void queries.invalidateQueries({ queryKey: STALE[0] }),
    invalidates: STALE,
  });
  if (!mayChange) return teams.find(({ resource_id }) => resource_id === person.team_id)?.name ?? "–";
  return (
    <>
      <Select
        className="sched-team"
        aria-label={`${t("scheduling.kind.TEAM")} ${person.name}`}
        loading={join.pending}
        value={person.team_id ?? ""}
        onChange={(team_id) => void join.submit(team_id || null)}
        options={[
          { value: "", label: t("scheduling.no_team") },
          ...teams.map(({ resource_id, name }) => ({ value: resource_id, label: name })),
        ]}
      />
      <ProblemAlert problem={join.problem} retry={join.retry} />
    </>
  );
}

function ResourceDialog(props: { kind: ResourceKind; onClose: () => void; onAdded: (kind: ResourceKind) => void }) {
  const { kind, onClose, onAdded } = props;
  const t = useT();
  const { id: branch_id } = useBranch();
  const staff = useColleagues().map(({ id, display_name }) => ({ value: id, label: display_name }));
  const teams = useLanes().filter((lane) => lane.kind === "TEAM");
  const [wish, setWish] = useState<Wish>({ branch_id, kind, name: "", turnaround_minutes: 0, categories: [] });
  const set = (more: Partial<Wish>) => setWish((old) => ({ ...old, ...more }));
  const command = useCommand<Wish>({
    run: (body) => answer(api.POST("/v1/resources", { body })),
    onDone: (_out, body) => {
      onAdded(body.kind);
      onClose();
    },
    invalidates: STALE,
  });
  const person = PEOPLE.includes(wish.kind);
  const ready = wish.name.trim() !== "" && (!person || Boolean(wish.staff_id));
  const submit = () => ready && void command.submit({ ...wish, name: wish.name.trim() });
  return (
    <Dialog
      title={t("scheduling.add_resource")}
      okText={t("scheduling.add_resource")}
      cancelText={t("form.back")}
      okButtonProps={{ disabled: !ready }}
      confirmLoading={command.pending}
      onOk={submit}
      onCancel={onClose}
    >
      <div className="stack">
        <Field name="kind" label={t("order.kind")}>
          <Select
            value={wish.kind}
            onChange={(next: ResourceKind) => set({ kind: next, staff_id: null, team_id: null })}
            options={KINDS.map((one) => ({ value: one, label: word("scheduling.kind", one) }))}
          />
        </Field>
        <Field name="name" label={t("field.name")} needed>
          <Input
            autoFocus
            maxLength={60}
            value={wish.name}
            onChange={({ target: { value } }) => set({ name: value })}
          />
        </Field>
        {person && (
          <div className="sched-fields">
            <Field name="staff_id" needed label={t("scheduling.who")}>
              <Select
                showSearch={{ optionFilterProp: "label" }}
                value={wish.staff_id ?? undefined}
                onChange={(staff_id) => set({ staff_id })}
                options={staff}
              />
            </Field>
            <Field name="team_id" label={t("scheduling.kind.TEAM")}>
              <Select
                allowClear
                value={wish.team_id ?? undefined}
                onChange={(team_id) => set({ team_id: team_id ?? null })}
                options={teams.map(({ resource_id, name }) => ({ value: resource_id, label: name }))}
              />
            </Field>
          </div>
        )}
        {!person && (
          <Field name="turnaround_minutes" label={t("scheduling.turnaround")}>
            <CountInput
              most={20160}
              step={30}
              value={wish.turnaround_minutes}
              onChange={(minutes, typed) =>
                (minutes !== null || typed === "") && set({ turnaround_minutes: minutes ?? 0 })
              }
            />
          </Field>
        )}
        <ProblemAlert problem={command.problem} retry={command.retry} />
      </div>
    </Dialog>
  );
}
