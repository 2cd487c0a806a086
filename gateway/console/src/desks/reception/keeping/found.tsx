import { Button, Segmented } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { businessNow, dayAndTime } from "@/format";
import { useT } from "@/i18n";
import { useMay, useSession } from "@/session/session";
import { ConfirmAction, Empty, Field, FormDialog, LateTag, Line, OrderBadge, StaffName, StaffSelect } from "@/ui";
import { KeptPhoto, TakePhoto } from "../photo";
import { IdentityField, type Identity } from "./identity";
import { WhoseOrder } from "./whose";

type Found = components["schemas"]["reception_FoundOut"];
type FoundIn = components["schemas"]["reception_FoundIn"];
const KINDS = ["BELONGING", "GOODS", "PERISHABLE", "VALUABLE"] as const;

/** Write down what was left behind; a manager who is there counts it at once, another is told (REC-21). */
export function RecordFound({ onClose, orderId = null }: { onClose: () => void; orderId?: string | null }) {
  const t = useT();
  const { me, branch } = useSession();
  const branch_id = branch.id;
  const [found, setFound] = useState<Omit<FoundIn, "branch_id" | "counted_with" | "found_by">>({
    kind: "BELONGING",
    description: "",
    place: "",
  });
  const [order_id, setOrder] = useState<string | null>(orderId);
  const [found_by, setFinder] = useState<string | null>(me.staff);
  const [counted_with, setCounter] = useState<string | null>(null);
  const command = useCommand({
    run: (body: FoundIn, sent) => answer(api.POST("/v1/found-items", { body, headers: sent.headers })),
    onDone: onClose,
  });
  return (
    <FormDialog
      {...{ command, onClose }}
      title={t("reception.found.record")}
      body={{ ...found, branch_id, order_id, found_by, counted_with }}
      ready={found.description.trim() !== "" && found.place.trim() !== ""}
    >
      <Segmented
        aria-label={t("order.kind")}
        value={found.kind}
        onChange={(kind) => setFound({ ...found, kind })}
        options={KINDS.map((value) => ({ value, label: t(`reception.found.kind.${value}`) }))}
      />
      <Line
        name="description"
        needed
        focus
        most={1000}
        label={t("reception.found.what")}
        value={found.description}
        onChange={(description) => setFound({ ...found, description })}
      />
      <Line
        name="place"
        needed
        label={t("reception.found.place")}
        value={found.place}
        onChange={(place) => setFound({ ...found, place })}
      />
      {orderId === null && <WhoseOrder value={order_id} onChange={setOrder} />}
      <Field name="found_by" label={t("reception.found.found_by")}>
        <StaffSelect value={found_by} onChange={setFinder} />
      </Field>
      <Field name="counted_with" label={t("reception.found.counted_with")}>
        <StaffSelect
          value={counted_with}
          onChange={setCounter}
          roles={["reception_manager", "store_manager"]}
          without={found_by ?? me.staff}
          placeholder={t("reception.found.manager_told")}
        />
      </Field>
    </FormDialog>
  );
}

/** Its owner shows who he is and signs under somebody's eyes (M-36). */
function Claim({ item, onClose }: { item: Found; onClose: () => void }) {
  const t = useT();
  const { me } = useSession();
  const [signature_name, setName] = useState("");
  const [supervised_by, setWatcher] = useState<string | null>(null);
  const [identity, setIdentity] = useState<Identity>("ID_CARD");
  const command = useCommand({
    run: (body: { signature_name: string; identity: Identity; supervised_by: string }) =>
      answer(api.POST("/v1/found-items/{item_id}/claim", { params: { path: { item_id: item.id } }, body })),
    onDone: onClose,
  });
  return (
    <FormDialog
      {...{ command, onClose }}
      title={t("reception.found.claim")}
      body={{ signature_name: signature_name.trim(), identity, supervised_by: supervised_by ?? "" }}
      ready={signature_name.trim() !== "" && supervised_by !== null}
    >
      <Line
        name="signature_name"
        needed
        focus
        label={t("reception.deposit.signed_by")}
        value={signature_name}
        onChange={setName}
      />
      <IdentityField value={identity} onChange={setIdentity} />
      <Field name="supervised_by" label={t("reception.found.watched_by")} needed>
        <StaffSelect value={supervised_by} onChange={setWatcher} without={me.staff} />
      </Field>
    </FormDialog>
  );
}

function Steps({ item, onClaim }: { item: Found; onClaim: () => void }) {
  const t = useT();
  const may = useMay();
  const { me } = useSession();
  const spoils = item.kind === "PERISHABLE";
  const count = useCommand({
    run: (item_id: string) => answer(api.POST("/v1/found-items/{item_id}/count", { params: { path: { item_id } } })),
  });
  const tell = useCommand({
    run: (item_id: string) => answer(api.POST("/v1/found-items/{item_id}/notice", { params: { path: { item_id } } })),
  });
  const dispose = useCommand({
    run: (note: string) =>
      answer(
        api.POST("/v1/found-items/{item_id}/disposal", { params: { path: { item_id: item.id } }, body: { note } }),
      ),
  });
  const photo = t(item.photo_at ? "reception.found.photo_again" : "reception.found.photo");
  return (
    <>
      {!item.counted_with && item.found_by !== me.staff && may("reception.found_items.count") && (
        <Button type="primary" size="small" loading={count.pending} onClick={() => void count.submit(item.id)}>
          {t("reception.found.count")}
        </Button>
      )}
      <TakePhoto path={`/v1/found-items/${item.id}/photo`} label={photo} invalidates={[["reception", "found"]]} />
      {!item.told_at && (
        <Button size="small" loading={tell.pending} onClick={() => void tell.submit(item.id)}>
          {t("reception.found.tell")}
        </Button>
      )}
      <Button size="small" onClick={onClaim}>
        {t("reception.found.claim")}
      </Button>
      {new Date(item.keep_until) <= businessNow() && (spoils || may("reception.found_items.dispose")) && (
        <ConfirmAction
          label={t("reception.found.dispose")}
          question={t("reception.found.dispose_question", { until: dayAndTime(item.keep_until) })}
          command={dispose}
          input={(note) => note}
          reason={!spoils}
          asks={t("reception.found.dispose_note")}
          button={{ size: "small", danger: true }}
        />
      )}
    </>
  );
}

/** What was left behind: it waits for its owner, or what became of it. */
export function FoundList({ items, order = true }: { items: readonly Found[]; order?: boolean }) {
  const t = useT();
  const may = useMay();
  const [claimed, setClaimed] = useState<Found | null>(null);
  if (items.length === 0) return <Empty text={t("reception.found.none")} hint={t("reception.found.none_hint")} />;
  return (
    <>
      <ul className="plain-list">
        {items.map((item) => (
          <li key={item.id} className="line rc-found">
            {item.photo_at && (
              <KeptPhoto path={`/v1/found-items/${item.id}/photo`} taken={item.photo_at} alt={item.description} />
            )}
            <span className="line-main">
              <b>{item.description}</b> <span className="quiet">{item.place}</span>
              <br />
              <span className="quiet">
                <span className="number">{item.number}</span> · <StaffName id={item.found_by} />
                {item.counted_with && (
                  <>
                    {" + "}
                    <StaffName id={item.counted_with} />
                  </>
                )}
                {!item.counted_with && item.state === "KEPT" && (
                  <span className="red"> · {t("reception.found.not_counted")}</span>
                )}
                {item.state === "KEPT" && ` · ${t("reception.found.until", { time: dayAndTime(item.keep_until) })}`}
                {item.told_at && ` · ${t("reception.found.told", { time: dayAndTime(item.told_at) })}`}
              </span>
            </span>
            {order && item.order_id && <OrderBadge id={item.order_id} />}
            {item.state === "KEPT" ? (
              <>
                <LateTag due={item.keep_until} />
                {may("reception.keeping.do") && <Steps item={item} onClaim={() => setClaimed(item)} />}
              </>
            ) : (
              <span className="tag">
                {t(`reception.found.state.${item.state}`, { name: item.signature_name ?? "" })}{" "}
                {dayAndTime(item.settled_at)} {item.disposal_note}
              </span>
            )}
          </li>
        ))}
      </ul>
      {claimed && <Claim item={claimed} onClose={() => setClaimed(null)} />}
    </>
  );
}
