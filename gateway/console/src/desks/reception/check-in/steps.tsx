import { Button, Input, Radio } from "antd";
import { answer, api, useCommand } from "@/api";
import { money } from "@/format";
import { useT } from "@/i18n";
import { useMay } from "@/session/session";
import { ConfirmAction, Field, OwesTag, StaffName } from "@/ui";
import { TakeDeposit } from "../money/deposits";
import { AskOverride } from "./ask-override";
import type { CheckIn, DepositObject, Order, Part } from "../types";

/** What was chosen for a locker or a box: the deposit, or why there is none. */
export interface Lent {
  deposit: string | null;
  declined: string | null;
}

/** Step 1: what was bought, read out to the couple (REC-18). */
export function PackageStep({ order }: { order: Order }) {
  const t = useT();
  const { name, clothes_sets: sets, album_photos: photos, products } = order.package;
  return (
    <div className="stack">
      <p>
        <strong>{name}</strong> · {t("reception.order.holds", { sets, photos })}
      </p>
      <ul className="plain-list">
        {products.map((one) => (
          <li key={one.code} className="rc-check">
            {one.name} × {one.quantity}
          </li>
        ))}
      </ul>
      <p className="quiet">{t("reception.check_in.read_out")}</p>
    </div>
  );
}

/** Step 2: the balance, paid or let pass by a manager with a reason (FIN-03, A-01). */
export function BalanceStep({ order, checkIn, onPay }: { order: Order; checkIn: CheckIn; onPay: () => void }) {
  const t = useT();
  const may = useMay();
  const override = useCommand({
    run: (body: { reason: string }, sent) =>
      answer(
        api.POST("/v1/orders/{order_id}/arrears-override", {
          params: { path: { order_id: order.id } },
          body,
          headers: sent.headers,
        }),
      ),
  });
  if (checkIn.package_balance.amount <= 0) return <p>{t("reception.check_in.settled")}</p>;
  if (order.arrears_override_by) {
    return (
      <p>
        {t("reception.check_in.allowed", { amount: money(checkIn.package_balance) })}{" "}
        <StaffName id={order.arrears_override_by} />
      </p>
    );
  }
  return (
    <div className="stack">
      <p>
        <OwesTag balance={checkIn.package_balance} />
      </p>
      <div className="rc-block-actions">
        {may("reception.payments.take") ? (
          <Button type="primary" onClick={onPay}>
            {t("reception.pay.title")}
          </Button>
        ) : (
          <span>{t("reception.check_in.to_cashier")}</span>
        )}
        {may("reception.arrears.override") ? (
          <ConfirmAction
            label={t("reception.check_in.override")}
            question={t("reception.check_in.override_question", { amount: money(checkIn.package_balance) })}
            command={override}
            input={(reason) => ({ reason })}
            reason
          />
        ) : (
          <AskOverride orderId={order.id} amount={money(checkIn.package_balance)} />
        )}
      </div>
    </div>
  );
}

/** Step 3: the number the customer is called by (SCH-12). */
export function NumberStep({ order }: { order: Order }) {
  const t = useT();
  if (order.customer_number) return <p className="rc-big number">{order.customer_number}</p>;
  return <p>{t("reception.check_in.number")}</p>;
}

/** Steps 4 and 5: a locker or a box against its deposit, or why not (REC-20). */
export function LentStep(props: { part: Part; object: DepositObject; value: Lent; onChange: (value: Lent) => void }) {
  const { part, object, value, onChange } = props;
  const t = useT();
  const may = useMay();
  const held = part.deposits.filter((one) => one.object === object && one.state === "TAKEN");
  return (
    <div className="stack">
      {held.length > 0 && (
        <Radio.Group
          aria-label={t(`reception.object.${object}`)}
          value={value.deposit}
          onChange={(event) => onChange({ deposit: event.target.value as string, declined: null })}
        >
          {held.map((one) => (
            <Radio key={one.id} value={one.id}>
              {t(`reception.object.${object}`)} {one.object_number} · {one.number} · {money(one.amount)}
            </Radio>
          ))}
        </Radio.Group>
      )}
      {held.length === 0 &&
        (may("reception.deposits.take") ? (
          <TakeDeposit
            order={part.order}
            object={object}
            onDone={(deposit) => onChange({ deposit: deposit.id, declined: null })}
          />
        ) : (
          <p className="quiet" role="status">
            {t("reception.check_in.deposit_by_cashier")}
          </p>
        ))}
      {value.deposit === null && (
        <Field name="declined_reason" label={t("reception.check_in.declined")}>
          <Input
            maxLength={200}
            value={value.declined ?? ""}
            onChange={(event) => onChange({ deposit: null, declined: event.target.value })}
          />
        </Field>
      )}
    </div>
  );
}
