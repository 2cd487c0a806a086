import { ClockCircleOutlined } from "@ant-design/icons";
import { Link } from "react-router";
import { numberOf } from "@/api/people";
import { useSheet } from "@/api/sheets";
import { lateBy, money, type Money } from "@/format";
import { useT } from "@/i18n";

/** Red, with how late; nothing while the moment has not passed. */
export function LateTag({ due }: { due: string | null | undefined }) {
  useT();
  const late = lateBy(due);
  if (!late) return null;
  return (
    <span className="tag tag-red">
      <ClockCircleOutlined aria-hidden /> {late}
    </span>
  );
}

/** Red, with the amount owed; nothing when nothing is owed. */
export function OwesTag({ balance }: { balance: Money | null | undefined }) {
  const t = useT();
  if (!balance || balance.amount <= 0) return null;
  return (
    <span className="tag tag-red">
      {t("order.owes")} {money(balance)}
    </span>
  );
}

/** The order's number as a link to its job sheet; a number that the list does not tell is asked for. */
export function OrderBadge(props: { id: string; number?: string | null; customerNumber?: string | null }) {
  const { id, number, customerNumber } = props;
  const sheet = useSheet(number ? null : id);
  const customer = customerNumber ?? sheet?.customer_number;
  return (
    <Link to={`/orders/${id}`} className="order-badge number">
      {customer && <b>{customer}</b>}
      {number ?? sheet?.number ?? numberOf(id)}
    </Link>
  );
}
