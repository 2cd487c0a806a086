import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { money } from "@/format";
import { useT } from "@/i18n";
import { useSession } from "@/session/session";
import { CountInput, Field, FormDialog, Line, MoneyInput, StaffSelect } from "@/ui";
import { STALE, type Supply } from "./supplies";

type Schemas = components["schemas"];

interface ItemProps {
  item: Supply;
  onClose: () => void;
}

const here = (item: Supply) => ({ path: { supply_id: item.id } });

/** Who takes how many, and for what: the number, a word, Enter. */
export function TakeDialog({ item, onClose }: ItemProps) {
  const t = useT();
  const { me } = useSession();
  const [quantity, setQuantity] = useState<number | null>(1);
  const [by, setBy] = useState<string | null>(me.staff);
  const [purpose, setPurpose] = useState("");
  const command = useCommand<Schemas["scheduling_TakingIn"]>({
    run: (body, { headers }) =>
      answer(api.POST("/v1/supplies/{supply_id}/takings", { params: here(item), body, headers })),
    onDone: onClose,
    invalidates: STALE,
  });
  return (
    <FormDialog
      {...{ command, onClose }}
      title={`${t("supplies.take")} · ${item.name}`}
      ok={t("supplies.take")}
      body={{ quantity: quantity ?? 0, taken_by: by, purpose: purpose.trim() }}
      ready={quantity !== null && by !== null && purpose.trim() !== ""}
    >
      <p className="quiet">{t("supplies.there_are", { count: item.stock, unit: item.unit })}</p>
      <Field name="quantity" needed label={t("supplies.how_many", { unit: item.unit })}>
        <CountInput autoFocus needed least={1} most={Math.max(1, item.stock)} value={quantity} onChange={setQuantity} />
      </Field>
      <Line name="purpose" needed label={t("supplies.purpose")} value={purpose} onChange={setPurpose} />
      <Field name="taken_by" needed label={t("supplies.taken_by")}>
        <StaffSelect label={t("supplies.taken_by")} value={by} onChange={setBy} />
      </Field>
    </FormDialog>
  );
}

/** What is to be bought, at what price; the manager decides. */
export function RequestDialog({ item, onClose }: ItemProps) {
  const t = useT();
  const wanted = Math.max(1, 2 * item.minimum - item.stock - item.coming - item.asked);
  const [quantity, setQuantity] = useState<number | null>(wanted);
  const [price, setPrice] = useState<number | null>(item.price?.amount ?? null);
  const [reason, setReason] = useState("");
  const command = useCommand<Schemas["scheduling_PurchaseIn"]>({
    run: (body, { headers }) => answer(api.POST("/v1/purchases", { body, headers })),
    onDone: onClose,
    invalidates: STALE,
  });
  const cost = quantity && price ? money({ amount: quantity * price, currency: "CNY" }) : "";
  return (
    <FormDialog
      {...{ command, onClose }}
      title={`${t("supplies.request")} · ${item.name}`}
      ok={`${t("supplies.request")} ${cost}`.trim()}
      body={{
        supply_id: item.id,
        quantity: quantity ?? 0,
        price: { amount: price ?? 0, currency: "CNY" },
        reason: reason.trim(),
      }}
      ready={quantity !== null && Boolean(price) && reason.trim() !== ""}
    >
      <p className="quiet">{t("supplies.there_are", { count: item.stock, unit: item.unit })}</p>
      <div className="supplies-pair">
        <Field name="quantity" needed label={t("supplies.how_many", { unit: item.unit })}>
          <CountInput autoFocus needed least={1} most={10_000} value={quantity} onChange={setQuantity} />
        </Field>
        <Field name="price" needed label={t("supplies.unit_price", { unit: item.unit })}>
          <MoneyInput positive value={price} onChange={setPrice} />
        </Field>
      </div>
      <Line name="reason" needed label={t("form.reason")} value={reason} onChange={setReason} />
    </FormDialog>
  );
}

/** The shelf was counted; a difference has its reason. */
export function CountDialog({ item, onClose }: ItemProps) {
  const t = useT();
  const [found, setFound] = useState<number | null>(item.stock);
  const [reason, setReason] = useState("");
  const command = useCommand<Schemas["scheduling_SupplyCountIn"]>({
    run: (body, sent) =>
      answer(
        api.POST("/v1/supplies/{supply_id}/counts", {
          params: { ...here(item), header: { "if-match": sent.headers["If-Match"] ?? "" } },
          body,
        }),
      ),
    tag: `"${item.version}"`,
    onDone: onClose,
    invalidates: STALE,
  });
  const differs = found !== item.stock;
  return (
    <FormDialog
      {...{ command, onClose }}
      title={`${t("supplies.count")} · ${item.name}`}
      ok={t("supplies.count")}
      body={{ found: found ?? 0, reason: reason.trim() }}
      ready={found !== null && (!differs || reason.trim() !== "")}
    >
      <p className="quiet">{t("supplies.there_should_be", { count: item.stock, unit: item.unit })}</p>
      <Field name="found" needed label={t("supplies.found", { unit: item.unit })}>
        <CountInput autoFocus needed most={1_000_000} value={found} onChange={setFound} />
      </Field>
      <Line
        name="reason"
        needed={differs}
        label={t(differs ? "supplies.why" : "supplies.note")}
        value={reason}
        onChange={setReason}
      />
    </FormDialog>
  );
}
