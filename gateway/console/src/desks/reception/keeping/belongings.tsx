import { Button, Checkbox, Select } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { dayAndTime, money } from "@/format";
import { useT } from "@/i18n";
import { useMay } from "@/session/session";
import { Empty, Field, FormDialog, Line, OrderBadge } from "@/ui";
import { MeansField, meansReady, useMeans } from "../money/method";
import { openPaper } from "../money/take-payment";
import { useStorage } from "../storage";
import { IdentityField, type Identity } from "./identity";

type Schemas = components["schemas"];
type Stored = Schemas["reception_StoredOut"];
type Valuable = Schemas["reception_Valuable"];

const VALUABLES = ["CASH", "HANDBAG", "PHONE", "JEWELLERY", "DOCUMENTS"] as const satisfies readonly Valuable[];

/** The customer's things into a free locker, for the day; valuables only when they are declared (M-37). */
export function StoreBelongings({ orderId }: { orderId: string }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("reception.belongings.store")}</Button>
      {open && <StoreDialog orderId={orderId} onClose={() => setOpen(false)} />}
    </>
  );
}

function StoreDialog({ orderId, onClose }: { orderId: string; onClose: () => void }) {
  const t = useT();
  const { data: places } = useStorage();
  const free = (places?.lockers ?? []).filter((one) => !one.order_id).map(({ number }) => number);
  const [chosen, setChosen] = useState<string | null>(null);
  const locker = chosen ?? free[0] ?? null;
  const [contents, setContents] = useState("");
  const [valuables, setValuables] = useState<Valuable[]>([]);
  const [declaration, setDeclaration] = useState("");
  const command = useCommand({
    run: (body: Schemas["reception_StoreIn"], sent) =>
      answer(
        api.POST("/v1/orders/{order_id}/stored-belongings", {
          params: { path: { order_id: orderId } },
          body,
          headers: sent.headers,
        }),
      ),
    onDone: onClose,
  });
  const declared = valuables.length > 0;
  return (
    <FormDialog
      {...{ command, onClose }}
      title={t("reception.belongings.store")}
      body={{
        locker: locker ?? "",
        contents: contents.trim(),
        valuables,
        declaration: declared ? declaration.trim() : "",
      }}
      ready={locker !== null && contents.trim() !== "" && (!declared || declaration.trim() !== "")}
    >
      <Line
        name="contents"
        needed
        focus
        most={1000}
        label={t("reception.belongings.contents")}
        value={contents}
        onChange={setContents}
      />
      <Field name="locker" needed label={t("reception.belongings.locker")}>
        <Select
          showSearch
          value={locker}
          onChange={setChosen}
          notFoundContent={t("reception.belongings.no_free")}
          options={free.map((one) => ({ value: one, label: one }))}
        />
      </Field>
      <Field name="valuables" group label={t("reception.belongings.valuables")}>
        <Checkbox.Group
          value={valuables}
          onChange={setValuables}
          options={VALUABLES.map((one) => ({ value: one, label: t(`reception.belongings.valuable.${one}`) }))}
        />
      </Field>
      {declared && (
        <Line
          name="declaration"
          needed
          most={1000}
          label={t("reception.belongings.declaration")}
          value={declaration}
          onChange={setDeclaration}
        />
      )}
      <p className="quiet">
        {t(declared ? "reception.belongings.rather_not" : "reception.belongings.same_day", {
          most: money(places?.compensation_most),
        })}
      </p>
    </FormDialog>
  );
}

/** Out against the token of the locker. */
function ReleaseDialog({ stored, onClose }: { stored: Stored; onClose: () => void }) {
  const t = useT();
  const [token, setToken] = useState("");
  const command = useCommand({
    run: (typed: string) =>
      answer(
        api.POST("/v1/stored-belongings/{stored_id}/release", {
          params: { path: { stored_id: stored.id } },
          body: { token: typed },
        }),
      ),
    onDone: onClose,
  });
  return (
    <FormDialog
      {...{ command, onClose }}
      title={`${t("reception.belongings.release")} · ${stored.locker}`}
      ok={t("reception.belongings.release")}
      body={token.trim().toUpperCase()}
      ready={token.trim() !== ""}
    >
      <p>{stored.contents}</p>
      <Line name="token" needed focus label={t("reception.belongings.token")} value={token} onChange={setToken} />
    </FormDialog>
  );
}

/** Who lost the token shows who he is, says what is in the locker before it is opened, and pays; the receipt opens. */
function LostTokenDialog({ stored, onClose }: { stored: Stored; onClose: () => void }) {
  const t = useT();
  const { data: places } = useStorage();
  const [described, setDescribed] = useState("");
  const [identity, setIdentity] = useState<Identity>("ID_CARD");
  const [signature_name, setName] = useState("");
  const [means, setMeans] = useState(useMeans());
  const command = useCommand({
    run: (body: Schemas["reception_LostTokenIn"], sent) =>
      answer(
        api.POST("/v1/stored-belongings/{stored_id}/lost-token", {
          params: { path: { stored_id: stored.id } },
          body,
          headers: sent.headers,
        }),
      ),
    onDone: ({ fee_id }) => {
      if (fee_id) openPaper("sales", fee_id);
      onClose();
    },
  });
  return (
    <FormDialog
      {...{ command, onClose }}
      title={`${t("reception.belongings.lost_token")} · ${stored.locker}`}
      ok={`${t("reception.pay.take")} ${money(places?.lost_token_fee)}`}
      body={{
        described: described.trim(),
        identity,
        signature_name: signature_name.trim(),
        method: means.method,
        note_tested: means.tested,
      }}
      ready={described.trim() !== "" && signature_name.trim() !== "" && meansReady(means)}
    >
      <Line
        name="described"
        needed
        focus
        most={1000}
        label={t("reception.belongings.described")}
        value={described}
        onChange={setDescribed}
      />
      <p className="quiet">{t("reception.belongings.noted", { contents: stored.contents })}</p>
      <IdentityField value={identity} onChange={setIdentity} />
      <Line
        name="signature_name"
        needed
        label={t("reception.deposit.signed_by")}
        value={signature_name}
        onChange={setName}
      />
      <MeansField value={means} onChange={setMeans} />
    </FormDialog>
  );
}

/** What is in lockers, the longest there first; red what should have been fetched. */
export function BelongingsList({ stays, order = true }: { stays: readonly Stored[]; order?: boolean }) {
  const t = useT();
  const may = useMay();
  const [asked, setAsked] = useState<{ stored: Stored; lost: boolean } | null>(null);
  const close = () => setAsked(null);
  if (stays.length === 0) return <Empty text={t("reception.belongings.none")} />;
  return (
    <>
      <ul className="plain-list">
        {stays.map((stored) => (
          <li key={stored.id} className={stored.late ? "line red" : "line"}>
            <b className="number">{stored.locker}</b>
            <span className="line-main">
              {stored.contents} <span className="quiet">{stored.declaration}</span>
              <br />
              <span className="quiet">{dayAndTime(stored.stored_at)}</span>
            </span>
            {order && <OrderBadge id={stored.order_id} />}
            {stored.late && <span className="tag tag-red">{t("reception.belongings.late")}</span>}
            {stored.state === "RELEASED" && (
              <span className="tag">
                {t(stored.token_lost ? "reception.belongings.released_lost" : "reception.belongings.released")}
              </span>
            )}
            {stored.state === "STORED" && may("reception.keeping.do") && (
              <Button size="small" onClick={() => setAsked({ stored, lost: false })}>
                {t("reception.belongings.release")}
              </Button>
            )}
            {stored.state === "STORED" && may("reception.sales.make") && (
              <Button size="small" onClick={() => setAsked({ stored, lost: true })}>
                {t("reception.belongings.lost_token")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {asked && !asked.lost && <ReleaseDialog stored={asked.stored} onClose={close} />}
      {asked?.lost && <LostTokenDialog stored={asked.stored} onClose={close} />}
    </>
  );
}
