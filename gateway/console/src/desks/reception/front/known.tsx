import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { answer, api } from "@/api";
import { dayAndTime } from "@/format";
import { useT, word } from "@/i18n";
import { fetchHits, type Hit } from "@/search/hits";
import { useMay } from "@/session/session";
import { LateTag, OwesTag, StaffName } from "@/ui";

/** An order as its job sheet stands; what did not answer is missing. */
type Open = Hit & { flags?: string[]; next_step?: { code: string; due: string | null } | null };
const OVER = ["CLOSED", "CANCELLED"];

/** Whether somebody with that number is known, whose customer he is, and what is open for him (GEN-01, M-81). */
export function Known({ phone }: { phone: string }) {
  const t = useT();
  const may = useMay();
  const digits = phone.replace(/[\s-]/g, "");
  const whole = /^\+?\d{11,15}$/.test(digits);
  const person = useQuery({
    queryKey: ["reception", "lookup", digits],
    queryFn: () => answer(api.GET("/v1/people/lookup", { params: { query: { phone: digits } } })),
    enabled: whole,
    retry: false,
  });
  const found = useQuery({
    queryKey: ["reception", "lookup", "orders", digits],
    queryFn: () => fetchHits(digits),
    enabled: whole && person.data !== undefined && may("reception.search"),
    gcTime: 10_000,
    retry: false,
  });
  if (!person.data) return null;
  const { owner_id } = person.data;
  const open = ((found.data ?? []) as Open[]).filter(({ stage, state }) => !OVER.includes(stage ?? state ?? ""));
  return (
    <div className="stack" role="status">
      <p className="tag">
        {t("reception.register.known")} {owner_id && <StaffName id={owner_id} />}
      </p>
      {open.length > 0 && (
        <ul className="plain-list" aria-label={t("reception.register.open_orders")}>
          {open.map((order) => (
            <OpenOrder key={order.order_id} order={order} />
          ))}
        </ul>
      )}
    </div>
  );
}

function OpenOrder({ order }: { order: Open }) {
  useT();
  const step = order.next_step;
  return (
    <li>
      <Link className="number" to={`/orders/${order.order_id}`}>
        {order.number}
      </Link>{" "}
      <span className="stage-word">{word("stage", order.stage ?? order.state)}</span>{" "}
      {step && (
        <span className="quiet">
          {word("step", step.code)} {step.due && dayAndTime(step.due)} <LateTag due={step.due} />
        </span>
      )}{" "}
      <OwesTag balance={order.balance} />
      {(order.flags ?? [])
        .filter((flag) => flag !== "ARREARS")
        .map((flag) => (
          <span key={flag} className="tag">
            {word("flag", flag)}
          </span>
        ))}
    </li>
  );
}
