import { Checkbox, Segmented } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { businessNow } from "@/format";
import { useT } from "@/i18n";
import { useBranch } from "@/session/session";
import { Field, FormDialog, Line } from "@/ui";

type Check = components["schemas"]["reception_TokenCheckIn"];
type Place = components["schemas"]["reception_PlaceOut"];
const TIMES = ["OPENING", "CLOSING"] as const;
const NOON = 12;

/** Tokens against lockers, at opening and closing: whoever has a locker has its token, the others hang here (M-37). */
export function TokenCheckDialog({ lockers, onClose }: { lockers: readonly Place[]; onClose: () => void }) {
  const t = useT();
  const { id: branch_id } = useBranch();
  const [time, setTime] = useState<Check["time"]>(businessNow().getHours() < NOON ? "OPENING" : "CLOSING");
  const free = lockers.filter((one) => !one.order_id).map(({ number }) => number);
  const [tokens, setTokens] = useState<readonly string[]>([]);
  const [note, setNote] = useState("");
  const missing = free.filter((one) => !tokens.includes(one));
  const surplus = tokens.filter((one) => !free.includes(one));
  const differs = missing.length + surplus.length > 0;
  const command = useCommand<Check>({
    run: (body, sent) => answer(api.POST("/v1/token-checks", { body, headers: sent.headers })),
    onDone: onClose,
    invalidates: [["reception", "token-checks"]],
  });
  return (
    <FormDialog
      {...{ command, onClose }}
      title={t("reception.tokens.check")}
      body={{ branch_id, time, tokens: [...tokens], note: note.trim() }}
      ready={!differs || note.trim() !== ""}
    >
      <Segmented
        aria-label={t("reception.tokens.time")}
        value={time}
        onChange={setTime}
        options={TIMES.map((one) => ({ value: one, label: t(`reception.tokens.${one}`) }))}
      />
      <Field name="tokens" group label={t("reception.tokens.here")}>
        <Checkbox
          data-begin
          checked={free.length > 0 && missing.length === 0}
          onChange={({ target }) => setTokens(target.checked ? free : [])}
        >
          {t("reception.tokens.all", { count: free.length })}
        </Checkbox>
        <Checkbox.Group
          value={[...tokens]}
          onChange={setTokens}
          options={lockers.map((one) => ({
            value: one.number,
            label: one.order_id ? `${one.number} (${t("reception.tokens.out")})` : one.number,
          }))}
        />
      </Field>
      {differs && tokens.length > 0 && (
        <p className="red">
          {[
            missing.length > 0 && t("reception.tokens.missing", { numbers: missing.join(", ") }),
            surplus.length > 0 && t("reception.tokens.surplus", { numbers: surplus.join(", ") }),
          ]
            .filter(Boolean)
            .join(" ")}
        </p>
      )}
      <Line
        name="note"
        needed={differs}
        most={1000}
        label={t(differs ? "reception.tokens.why" : "reception.tokens.note")}
        value={note}
        onChange={setNote}
      />
    </FormDialog>
  );
}
