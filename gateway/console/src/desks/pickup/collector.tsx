import { Button, Checkbox, Input, Radio, Segmented } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { businessNow } from "@/format";
import { useT } from "@/i18n";
import { useBranch } from "@/session/session";
import { Field, PersonName, PersonNames, ProblemAlert } from "@/ui";

export type Identity = components["schemas"]["pickup_Identity"];
const IDENTITIES = ["ID_CARD", "PASSPORT", "DRIVING_LICENCE"] as const satisfies readonly Identity[];

/** Who takes the pieces away, and for a proxy what was checked (M-40). */
export interface Collecting {
  by: "CUSTOMER" | "PROXY";
  personId?: string;
  identity?: Identity;
  identityChecked?: boolean;
  reached?: boolean;
  agreedAt?: string;
}

/** Whether the pieces may go with this person. */
export function collectorReady(who: Collecting): boolean {
  return who.by === "CUSTOMER" || Boolean(who.personId && who.identityChecked && who.reached && who.agreedAt);
}

interface Bearer {
  name: string;
  phone: string;
  identity_number: string;
}

function BearerForm({ onKnown }: { onKnown: (personId: string) => void }) {
  const t = useT();
  const { id: branch_id } = useBranch();
  const [bearer, setBearer] = useState<Bearer>({ name: "", phone: "", identity_number: "" });
  const command = useCommand<Bearer, { id: string }>({
    run: (one, sent) =>
      answer(
        api.POST("/v1/people", {
          body: {
            branch_id,
            kind: "PROXY",
            name: one.name.trim(),
            phone: one.phone.trim(),
            identity_number: one.identity_number.trim(),
          },
          headers: sent.headers,
        }),
      ),
    invalidates: [],
    onDone: ({ id }) => onKnown(id),
  });
  const field = (name: keyof Bearer, label: string, max: number) => (
    <Field name={name} label={label} needed>
      <Input
        maxLength={max}
        autoComplete="off"
        autoFocus={name === "name"}
        value={bearer[name]}
        onChange={(event) => setBearer({ ...bearer, [name]: event.target.value })}
      />
    </Field>
  );
  return (
    <div className="stack">
      <div className="pickup-fields">
        {field("name", t("pickup.who.name"), 60)}
        {field("phone", t("pickup.who.phone"), 40)}
        {field("identity_number", t("pickup.who.identity"), 40)}
      </div>
      <div className="row-actions">
        <Button
          disabled={!bearer.name.trim() || !bearer.phone.trim() || !bearer.identity_number.trim()}
          loading={command.pending}
          onClick={() => void command.submit(bearer)}
        >
          {t("pickup.who.register")}
        </Button>
      </div>
      <ProblemAlert problem={command.problem} retry={command.retry} />
    </div>
  );
}

/** The customer, or a proxy: registered, papers checked, owner called and agreed. */
export function Collector(props: {
  personIds: readonly string[];
  value: Collecting;
  onChange: (who: Collecting) => void;
}) {
  const { personIds, value, onChange } = props;
  const t = useT();
  return (
    <div className="stack">
      <Radio.Group
        size="large"
        value={value.by}
        onChange={(event) => onChange({ ...value, by: event.target.value as Collecting["by"] })}
        options={[
          { value: "CUSTOMER", label: <PersonNames ids={personIds} /> },
          { value: "PROXY", label: t("pickup.who.proxy") },
        ]}
      />
      {value.by === "PROXY" && (
        <>
          {!value.personId && <BearerForm onKnown={(personId) => onChange({ ...value, personId })} />}
          {value.personId && (
            <>
              <p>
                {t("pickup.who.bearer")} <PersonName id={value.personId} />
              </p>
              <Field name="identity" label={t("pickup.who.paper")} group>
                <Segmented
                  aria-label={t("pickup.who.paper")}
                  value={value.identity ?? IDENTITIES[0]}
                  onChange={(identity) => onChange({ ...value, identity })}
                  options={IDENTITIES.map((one) => ({ value: one, label: t(`pickup.who.papers.${one}`) }))}
                />
              </Field>
              <Checkbox
                checked={value.identityChecked ?? false}
                onChange={(event) => onChange({ ...value, identityChecked: event.target.checked })}
              >
                {t("pickup.who.checked")}
              </Checkbox>
              <Checkbox
                checked={value.reached ?? false}
                onChange={(event) => onChange({ ...value, reached: event.target.checked })}
              >
                {t("pickup.who.reached")}
              </Checkbox>
              <Checkbox
                disabled={!value.reached}
                checked={Boolean(value.agreedAt)}
                onChange={(event) =>
                  onChange({ ...value, agreedAt: event.target.checked ? businessNow().toISOString() : undefined })
                }
              >
                {t("pickup.who.agreed")}
              </Checkbox>
            </>
          )}
        </>
      )}
    </div>
  );
}
