import { useQueryClient } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { useSeen } from "@/api/seen";
import { dayAndTime, money } from "@/format";
import { useT, word } from "@/i18n";
import { useMay } from "@/session/session";
import { DayInput, Field, FormDialog, Lines, StaffName, StaffSelect } from "@/ui";
import type { Order, Part } from "../types";
import { usePackages } from "./packages";

type AmendmentIn = components["schemas"]["reception_AmendmentIn"];
type Wanted = Omit<AmendmentIn, "note">;

const OVER = ["CLOSED", "CANCELLED"];
const DAYS = ["wanted_date", "wedding_date"] as const;
const STAFF = [
  ["designated_photographer_id", "photographer"],
  ["designated_makeup_artist_id", "makeup_artist"],
] as const;

const standing = (order: Order): Wanted => ({
  package_id: order.package.id,
  wanted_date: order.wanted_date,
  wedding_date: order.wedding_date,
  designated_photographer_id: order.designated_photographer_id,
  designated_makeup_artist_id: order.designated_makeup_artist_id,
});

/** Only what is different is sent; what is left out stays (M-62). */
function changed(order: Order, typed: Wanted): Wanted {
  const was: Record<string, unknown> = { ...standing(order) };
  return Object.fromEntries(Object.entries(typed).filter(([name, value]) => (value ?? null) !== (was[name] ?? null)));
}

function Amend({ order, onClose }: { order: Order; onClose: () => void }) {
  const t = useT();
  const packages = usePackages().data ?? [];
  const queries = useQueryClient();
  // What nobody touched here is shown as it stands, also when somebody else changes it meanwhile.
  const [typed, setTyped] = useState<Wanted>({});
  const wanted: Wanted = { ...standing(order), ...typed };
  const [note, setNote] = useState("");
  const seen = useSeen(order.version);
  const command = useCommand({
    run: (body: AmendmentIn, { headers }) =>
      answer(api.POST("/v1/orders/{order_id}/amendments", { params: { path: { order_id: order.id } }, body, headers })),
    tag: seen.tag,
    onDone: onClose,
    onStale: () => {
      seen.onStale();
      void queries.invalidateQueries({ queryKey: ["reception", "part", order.id] });
    },
    invalidates: [["reception"], ["order"]],
  });
  const change = changed(order, typed);
  const sold = packages.map((one) => ({ value: one.id, label: `${one.current?.name} ${money(one.current?.price)}` }));
  const kept = { value: order.package.id, label: `${order.package.name} ${money(order.package.price)}` };
  return (
    <FormDialog
      {...{ command, onClose }}
      title={t("reception.amend.title")}
      body={{ ...change, note: note.trim() }}
      ready={note.trim() !== "" && Object.keys(change).length > 0}
    >
      <Field name="package_id" label={t("order.package")}>
        <Select
          value={wanted.package_id}
          onChange={(package_id) => setTyped({ ...typed, package_id })}
          options={[kept, ...sold.filter(({ value }) => value !== kept.value)]}
        />
      </Field>
      {DAYS.map((name) => (
        <Field key={name} name={name} label={t(`field.${name}`)}>
          <DayInput
            optional
            value={wanted[name] ?? null}
            onChange={(day) => setTyped({ ...typed, [name]: day || null })}
          />
        </Field>
      ))}
      {STAFF.map(([name, role]) => (
        <Field key={name} name={name} label={t(`field.${name}`)}>
          <StaffSelect
            roles={[role]}
            value={wanted[name] ?? null}
            onChange={(staff) => setTyped({ ...typed, [name]: staff })}
          />
        </Field>
      ))}
      <Lines name="note" needed label={t("reception.amend.note")} value={note} onChange={setNote} />
    </FormDialog>
  );
}

/** What was changed since the order was written, when, by whom, and why; and changing it (M-62, REC-11). */
export function Amendments({ part }: { part: Part }) {
  const t = useT();
  const may = useMay();
  const [amending, setAmending] = useState(false);
  const { order, amendments } = part;
  const late = order.state === "SELECTED";
  const mayAmend =
    !OVER.includes(order.state) && may("reception.orders.amend") && (!late || may("reception.orders.amend_late"));
  if (!mayAmend && amendments.length === 0) return null;
  return (
    <section className="block" aria-label={t("reception.amend.history")}>
      <h2>
        {t("reception.amend.history")} <span className="count">{amendments.length || ""}</span>
      </h2>
      <ul className="plain-list">
        {amendments.map((one) => (
          <li key={one.number}>
            <div className="line">
              <span className="line-main">
                {one.note}
                <br />
                <span className="quiet">
                  {Object.keys(one.changes)
                    .filter((name) => FIELDS.includes(name))
                    .map((name) => word("field", name))
                    .join(" · ")}{" "}
                  {dayAndTime(one.at)} · <StaffName id={one.by} />
                </span>
              </span>
            </div>
          </li>
        ))}
      </ul>
      {mayAmend && (
        <div className="rc-block-actions">
          <Button onClick={() => setAmending(true)}>{t("reception.amend.title")}</Button>
        </div>
      )}
      {amending && <Amend order={order} onClose={() => setAmending(false)} />}
    </section>
  );
}

const FIELDS = ["package_name", "category", "clothes_sets", ...DAYS, ...STAFF.map(([name]) => name)] as string[];
