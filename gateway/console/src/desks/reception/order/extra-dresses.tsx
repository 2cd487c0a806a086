import { useOrderScheduling } from "@/desks/scheduling/readings";
import { useT } from "@/i18n";

/** Dresses chosen beyond the package, so that they are paid for (SHO-14); nothing while scheduling is silent. */
export function ExtraDresses({ orderId }: { orderId: string }) {
  const t = useT();
  const { data } = useOrderScheduling(orderId);
  const extra = (data?.fittings ?? []).reduce((sum, one) => sum + one.extra_choices, 0);
  return extra > 0 ? <p className="down">{t("reception.order.extra_dresses", { count: extra })}</p> : null;
}
