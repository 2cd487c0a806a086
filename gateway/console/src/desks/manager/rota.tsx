import { useQuery } from "@tanstack/react-query";
import { ArrowDownOutlined, ArrowUpOutlined } from "@ant-design/icons";
import { Button, Select, Skeleton } from "antd";
import { useState } from "react";
import { answer, api, asProblem, useCommand } from "@/api";
import { isoDay, plainDay } from "@/format";
import { useT } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import { DayInput, Empty, Field, ProblemAlert, StaffName, useColleagues } from "@/ui";
import { DeskPage } from "./desk-page";
import { Duties } from "./duties";
import { SaveForm } from "./save-form";

const RECEIVE = ["consultant", "reception_manager"];

/** Who receives customers, in which order, day by day. */
export function Rota() {
  const t = useT();
  const may = useMay();
  const { id: branch_id } = useBranch();
  const [day, setDay] = useState(isoDay);
  const read = useQuery({
    queryKey: ["manager", "rota", branch_id, day],
    queryFn: async () => {
      try {
        return await answer(api.GET("/v1/rotas/{branch_id}/{day}", { params: { path: { branch_id, day } } }));
      } catch (error) {
        if (asProblem(error).status === 404) return null;
        throw error;
      }
    },
    enabled: day !== "",
  });
  return (
    <DeskPage
      title={t("manager.rota.title")}
      note={t("manager.rota.note")}
      actions={<DayInput label={t("manager.rota.day")} value={day} onChange={setDay} />}
    >
      {read.isPending && <Skeleton active />}
      {read.error && <ProblemAlert problem={asProblem(read.error)} retry={() => read.refetch()} />}
      {read.data !== undefined && (
        <RotaForm key={`${branch_id} ${day}`} branch_id={branch_id} day={day} kept={read.data?.staff_ids ?? []} />
      )}
      {may("reception.duties.manage") && <Duties />}
    </DeskPage>
  );
}

function RotaForm({ branch_id, day, kept }: { branch_id: string; day: string; kept: readonly string[] }) {
  const t = useT();
  const [people, setPeople] = useState<string[]>([...kept]);
  const colleagues = useColleagues().filter(
    (one) => one.active && one.branches.includes(branch_id) && one.roles.some((role) => RECEIVE.includes(role)),
  );
  const save = useCommand({
    run: (body: { staff_ids: string[] }, sent) =>
      answer(api.PUT("/v1/rotas/{branch_id}/{day}", { params: { path: { branch_id, day } }, body, ...sent })),
  });
  const swap = (at: number, to: number) => {
    const next = [...people];
    [next[at], next[to]] = [next[to] as string, next[at] as string];
    setPeople(next);
  };
  return (
    <SaveForm
      label={t("manager.rota.of", { day: plainDay(day) })}
      command={save}
      body={() => (people.length > 0 ? { staff_ids: people } : null)}
    >
      {people.length === 0 && <Empty text={t("manager.rota.empty")} hint={t("manager.rota.empty_hint")} />}
      <ol className="rota-list">
        {people.map((id, at) => (
          <li key={id}>
            <span className="number quiet">{at + 1}</span>
            <span>
              <StaffName id={id} />
            </span>
            <Button
              aria-label={t("manager.rota.earlier")}
              icon={<ArrowUpOutlined aria-hidden />}
              disabled={at === 0}
              onClick={() => swap(at, at - 1)}
            />
            <Button
              aria-label={t("manager.rota.later")}
              icon={<ArrowDownOutlined aria-hidden />}
              disabled={at === people.length - 1}
              onClick={() => swap(at, at + 1)}
            />
            <Button onClick={() => setPeople(people.filter((one) => one !== id))}>{t("manager.form.remove")}</Button>
          </li>
        ))}
      </ol>
      <Field name="staff_ids" label={t("manager.rota.add")}>
        <Select
          aria-label={t("manager.rota.add")}
          value={null}
          placeholder={t("manager.rota.choose")}
          onChange={(id: string | null) => id && setPeople([...people, id])}
          options={colleagues
            .filter(({ id }) => !people.includes(id))
            .map(({ id, display_name }) => ({ value: id, label: display_name }))}
        />
      </Field>
    </SaveForm>
  );
}
