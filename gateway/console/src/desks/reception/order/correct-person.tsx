import { useQueryClient } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { usePerson } from "@/api/people";
import { useSeen } from "@/api/seen";
import { useT } from "@/i18n";
import { DayInput, Field, FormDialog, Line } from "@/ui";

type CorrectionIn = components["schemas"]["reception_CorrectionIn"];
const NOTHING = { name: "", phone: "", address: "", birthday: "" };

function Name({ id }: { id: string }) {
  return <>{usePerson(id)?.name ?? "–"}</>;
}

/** What is written wrong of a customer is put right; what is left empty stays (M-58). */
export function CorrectPerson({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) {
  const t = useT();
  const queries = useQueryClient();
  const [id, setId] = useState(ids[0] ?? "");
  const [right, setRight] = useState(NOTHING);
  const [reason, setReason] = useState("");
  const person = usePerson(id);
  const seen = useSeen(person?.version ?? 0, id);
  const command = useCommand({
    run: (body: CorrectionIn, { headers }) =>
      answer(
        api.POST("/v1/people/{person_id}/corrections", {
          params: { path: { person_id: id }, header: { "if-match": headers["If-Match"] ?? "" } },
          headers,
          body,
        }),
      ),
    tag: seen.tag,
    onDone: onClose,
    onStale: () => {
      seen.onStale();
      void queries.invalidateQueries({ queryKey: ["person", id] });
    },
    invalidates: [["person", id]],
  });
  const said = (text: string) => text.trim() || null;
  const anything = Object.values(right).some((one) => one.trim() !== "");
  return (
    <FormDialog
      {...{ command, onClose }}
      title={t("reception.correct.title")}
      body={{
        reason: reason.trim(),
        name: said(right.name),
        phone: said(right.phone),
        address: said(right.address),
        birthday: said(right.birthday),
      }}
      ready={Boolean(person) && anything && reason.trim() !== ""}
    >
      {ids.length > 1 && (
        <Segmented
          aria-label={t("order.customer")}
          value={id}
          onChange={setId}
          options={ids.map((one) => ({ value: one, label: <Name id={one} /> }))}
        />
      )}
      <p className="quiet">{t("reception.correct.empty_stays")}</p>
      <Line
        focus
        name="name"
        most={60}
        label={t("reception.register.name")}
        value={right.name}
        onChange={(name) => setRight({ ...right, name })}
      />
      <Line
        name="phone"
        most={40}
        label={t("reception.register.phone")}
        value={right.phone}
        onChange={(phone) => setRight({ ...right, phone })}
      />
      <Line
        name="address"
        most={400}
        label={t("reception.correct.address")}
        value={right.address}
        onChange={(address) => setRight({ ...right, address })}
      />
      <Field name="birthday" label={t("reception.correct.birthday")}>
        <DayInput optional value={right.birthday} onChange={(birthday) => setRight({ ...right, birthday })} />
      </Field>
      <Line name="reason" needed most={200} label={t("form.reason")} value={reason} onChange={setReason} />
    </FormDialog>
  );
}
