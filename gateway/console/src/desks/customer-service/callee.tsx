import { Button } from "antd";
import { PhoneOutlined } from "@ant-design/icons";
import { useState } from "react";
import { answer, api, useCommand } from "@/api";
import { useT } from "@/i18n";
import { useMay } from "@/session/session";
import { PersonName, ProblemAlert } from "@/ui";

function One({ id, reason }: { id: string; reason: string }) {
  const t = useT();
  const may = useMay();
  const [phone, setPhone] = useState<string | null>(null);
  const command = useCommand<string, { phone: string | null }>({
    run: (why, sent) =>
      answer(
        api.POST("/v1/people/{person_id}/reveal", {
          params: { path: { person_id: id } },
          body: { reason: why },
          headers: sent.headers,
        }),
      ),
    invalidates: [],
    onDone: (told) => setPhone(told.phone ?? t("customer-service.panel.no_number")),
  });
  return (
    <span className="callee">
      <b>
        <PersonName id={id} phone={phone === null} />
      </b>
      {phone !== null && <a href={`tel:${phone}`}>{phone}</a>}
      {phone === null && may("reception.people.reveal") && (
        <Button
          size="small"
          icon={<PhoneOutlined aria-hidden />}
          loading={command.pending}
          onClick={() => void command.submit(reason)}
        >
          {t("customer-service.panel.show_number")}
        </Button>
      )}
      <ProblemAlert problem={command.problem} retry={command.retry} />
    </span>
  );
}

/** Whom to call; the whole number is shown on request, and that is kept on record (GEN-08). */
export function Callee({ personIds, reason }: { personIds: readonly string[]; reason: string }) {
  if (personIds.length === 0) return null;
  return (
    <div className="callees">
      {personIds.map((id) => (
        <One key={id} id={id} reason={reason} />
      ))}
    </div>
  );
}
