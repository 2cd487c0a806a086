import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { answer, api, asProblem, useCommand } from "@/api";
import { dayAndTime } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { ConfirmAction, PersonName, ProblemAlert } from "@/ui";
import type { Lead } from "../types";
import { RegisterVisit } from "./register-visit";

/** Who answered a customer's invitation and waits for a call; not there while nobody waits (REC-09, A-26). */
export function Leads({ day }: { day: string }) {
  const t = useT();
  const { id: branch_id } = useBranch();
  const [coming, setComing] = useState<Lead | null>(null);
  const query = { branch_id, state: "WAITING" as const, limit: 50 };
  const { data, error, refetch } = useQuery({
    queryKey: ["reception", "leads", branch_id],
    queryFn: async () => (await answer(api.GET("/v1/leads", { params: { query } }))).items,
    meta: { live: ["lead."] },
  });
  if (error) return <ProblemAlert problem={asProblem(error)} retry={() => refetch()} />;
  if (!data?.length && !coming) return null;
  return (
    <section className="block" aria-label={t("reception.lead.title")}>
      <h2>
        {t("reception.lead.title")} <span className="count">{data?.length ?? 0}</span>
      </h2>
      <ul className="plain-list">
        {(data ?? []).map((one) => (
          <Line key={one.id} lead={one} onCome={() => setComing(one)} />
        ))}
      </ul>
      {coming && <RegisterVisit open lead={coming} day={day} onClose={() => setComing(null)} />}
    </section>
  );
}

function Line({ lead, onCome }: { lead: Lead; onCome: () => void }) {
  const t = useT();
  const drop = useCommand({
    run: (reason: string, sent) =>
      answer(
        api.POST("/v1/leads/{lead_id}/drop", {
          params: { path: { lead_id: lead.id } },
          body: { reason },
          headers: sent.headers,
        }),
      ),
  });
  return (
    <li className="line rc-lead">
      <span className="line-main">
        <strong>
          <PersonName id={lead.person_id} phone />
        </strong>{" "}
        <span className="quiet">
          {lead.wanted_category && `${word("category", lead.wanted_category)} · `}
          {t("reception.lead.by")} <PersonName id={lead.referrer_person_id} /> · {dayAndTime(lead.received_at)}
        </span>
        {lead.wish && <p>{lead.wish}</p>}
      </span>
      <ConfirmAction
        label={t("reception.lead.drop")}
        question={t("reception.lead.drop_question")}
        command={drop}
        input={(reason) => reason}
        reason
      />
      <Button type="primary" onClick={onCome}>
        {t("reception.lead.come")}
      </Button>
    </li>
  );
}
