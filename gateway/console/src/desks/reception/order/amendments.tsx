import { Button, Select } from "antd";
import { useState } from "react";
import { answer, answerWithTag, api, useCommand, type components } from "@/api";
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
function changed(order: Order, wanted: Wanted): Wanted {
  const was: Record<string, unknown> = { ...standing(order) };
  return Object.fromEntries(Object.entries(wanted).filter(([name, value]) => (value ?? null) !== (was[name] ?? null)));
}

function Amend({ order, onClose }: { order: Order; onClose: () => void }) {
  const t = useT();
  const packages = usePackages().data ?? [];
  const [wanted, setWanted] = useState(() => standing(order));
  const [note, setNote] = useState("");
  const command = useCommand({
    run: async (body: AmendmentIn, sent) => {
      const path = { order_id: order.id };
      const { tag } = await answerWithTag(api.GET("/v1/orders/{order_id}", { params: { path } }));
      const headers = { ...sent.headers, ...(tag ? { "If-Match": tag } : {}) };
      return answer(api.POST("/v1/orders/{order_id}/amendments", { params: { path }, body, headers }));
    },
    onDone: onClose,
    invalidates: [["reception"], ["order"]],
  });
  const change = changed(order, wanted);
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
          onChange={(package_id) => setWanted({ ...wanted, package_id })}
          options={[kept, ...sold.filter(({ value }) => value !== kept.value)]}
        />
      </Field>
      {DAYS.map((name) => (
        <Field key={name} name={name} label={t(`field.${name}`)}>
          <DayInput
            optional
            value={wanted[name] ?? null}
            onChange={(day) => setWanted({ ...wanted, [name]: day || null })}
          />
        </Field>
      ))}
      {STAFF.map(([name, role]) => (
        <Field key={name} name={name} label={t(`field.${name}`)}>
          <StaffSelect
            roles={[role]}
            value={wanted[name] ?? null}
            onChange={(staff) => setWanted({ ...wanted, [name]: staff })}
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
