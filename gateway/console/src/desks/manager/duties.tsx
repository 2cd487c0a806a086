import { useQuery } from "@tanstack/react-query";
import { Select, Skeleton } from "antd";
import { answer, api, asProblem, useCommand } from "@/api";
import type { components } from "@/api/schema";
import { plainDay } from "@/format";
import { useT } from "@/i18n";
import { useBranch } from "@/session/session";
import { ProblemAlert, StaffName, useColleagues } from "@/ui";

type Duty = components["schemas"]["reception_DutyOut"];

const RECEIVE = ["consultant", "reception_manager"];

/** Who is on duty and calls tomorrow's customers: by turns, unless the manager says otherwise (REC-10). */
export function Duties() {
  const t = useT();
  const { id: branch_id } = useBranch();
  const read = useQuery({
    queryKey: ["manager", "duties", branch_id],
    queryFn: () => answer(api.GET("/v1/duties/{branch_id}", { params: { path: { branch_id } } })),
    meta: { live: ["duty.", "leave."] },
  });
  const open = read.data?.days.filter((one) => one.open) ?? [];
  return (
    <section className="block stack" aria-label={t("manager.duties.title")}>
      <h2>{t("manager.duties.title")}</h2>
      <p className="quiet">{t("manager.duties.note")}</p>
      {read.isPending && <Skeleton active />}
      {read.error && <ProblemAlert problem={asProblem(read.error)} retry={() => read.refetch()} />}
      <ul className="rota-list">
        {open.map((duty) => (
          <Day key={duty.day} duty={duty} readAgain={() => void read.refetch()} />
        ))}
      </ul>
    </section>
  );
}

function Day({ duty, readAgain }: { duty: Duty; readAgain: () => void }) {
  const t = useT();
  const { branch_id, day } = duty;
  const clerks = useColleagues().filter(
    (one) => one.active && one.branches.includes(branch_id) && one.roles.some((role) => RECEIVE.includes(role)),
  );
  const choose = useCommand({
    run: (clerk_id: string) =>
      answer(
        api.PUT("/v1/duties/{branch_id}/{day}", {
          params: { path: { branch_id, day }, header: { "if-match": `"${duty.version}"` } },
          body: { clerk_id },
        }),
      ),
    onStale: readAgain,
  });
  return (
    <li>
      <span className="number">{plainDay(day)}</span>
      <span className="quiet">
        {duty.proxy_id ? (
          <>
            {t("manager.duties.away")} <StaffName id={duty.proxy_id} />
          </>
        ) : duty.clerk_id === null ? (
          t("manager.duties.open")
        ) : (
          t(duty.chosen_by === null ? "manager.duties.turn" : "manager.duties.chosen")
        )}
      </span>
      <Select
        aria-label={t("manager.duties.who", { day: plainDay(day) })}
        className="rota-clerk"
        value={duty.clerk_id}
        placeholder={t("manager.rota.choose")}
        loading={choose.pending}
        onChange={(clerk: string) => void choose.submit(clerk)}
        options={clerks.map(({ id, display_name }) => ({ value: id, label: display_name }))}
      />
      <ProblemAlert problem={choose.problem} retry={choose.retry} />
    </li>
  );
}
