import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { answer, api, asProblem, type components } from "@/api";
import { money, plainMonth } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { Empty, MonthInput, ProblemAlert } from "@/ui";
import { Figure, ReportTable, share, useMonth } from "@/ui/report";
import { DeskPage } from "./desk-page";

type Month = components["schemas"]["reception_ServiceMonth"];

/** So much of what is signed is signed face to face, at least (M-28). */
const ON_SITE_LEAST = 0.05;

function Figures({ of }: { of: Month }) {
  const t = useT();
  const part = (part: number, whole: number) => t("manager.service_month.of", { part, whole });
  return (
    <div className="figure-tiles">
      <Figure name={t("manager.service_month.sold")} value={money(of.sold)} />
      <Figure name={t("manager.service_month.taken")} value={money(of.taken)} />
      <Figure
        name={t("manager.service_month.answered")}
        value={share(of.answered_in_time, of.requested)}
        red={of.answered_in_time < of.requested}
        more={part(of.answered_in_time, of.requested)}
      />
      <Figure
        name={t("manager.service_month.on_site")}
        value={share(of.signed_on_site, of.signed)}
        red={of.signed_on_site < of.signed * ON_SITE_LEAST}
        more={`${part(of.signed_on_site, of.signed)} · ${t("manager.service_month.least", { part: ON_SITE_LEAST * 100 })}`}
      />
      <Figure
        name={t("manager.service_month.redone")}
        value={of.redone}
        red={of.redone > 0}
        more={t("manager.service_month.of_signed", { count: of.signed })}
      />
    </div>
  );
}

function Sheet({ of }: { of: Month }) {
  const t = useT();
  const head = (name: string) => t(`manager.service_month.${name}`);
  const count = of.services.reduce((sum, one) => sum + one.work_orders, 0);
  const total = head("total");
  return (
    <div className="stack">
      <Figures of={of} />
      <ReportTable
        title={head("by_service")}
        heads={["service", "work_orders", "quantity", "amount"].map(head)}
        rows={of.services.map((one) => [one.service_name, one.work_orders, one.quantity, money(one.amount)])}
        total={[total, count, "", money(of.sold)]}
      />
      <ReportTable
        title={head("by_method")}
        heads={["method", "amount"].map(head)}
        rows={Object.entries(of.by_method).map(([method, amount]) => [word("value", method), money(amount)])}
        total={[total, money(of.taken)]}
      />
    </div>
  );
}

/** The month of paid extra services, to read and to hand over before the first of the next (M-27). */
export function ServiceMonth() {
  const t = useT();
  const { id: branch_id, name } = useBranch();
  const [month, setMonth] = useMonth();
  const found = useQuery({
    queryKey: ["manager", "service-month", branch_id, month],
    queryFn: () =>
      answer(api.GET("/v1/service-revenue/{branch_id}/{month}", { params: { path: { branch_id, month } } })),
    meta: { live: ["work_order.", "payment.", "receipt.", "refund."] },
  });
  const print = () => window.print();
  const shown = found.data;
  return (
    <DeskPage
      title={t("manager.service_month.title")}
      note={`${name} · ${plainMonth(month)}`}
      shortcuts={[{ keys: "p", label: t("form.print"), run: print }]}
      actions={
        <>
          <MonthInput label={t("manager.service_month.month")} value={month} onChange={setMonth} />
          <Button disabled={!shown} onClick={print}>
            {t("form.print")} <kbd aria-hidden>P</kbd>
          </Button>
        </>
      }
    >
      <ProblemAlert problem={found.error ? asProblem(found.error) : null} retry={() => found.refetch()} />
      {found.isPending && <Skeleton active />}
      {shown && isBare(shown) && <Empty text={t("manager.service_month.none")} />}
      {shown && !isBare(shown) && <Sheet of={shown} />}
    </DeskPage>
  );
}

/** Whether nobody asked, paid or signed for a service in that month. */
const isBare = ({ requested, services, taken, signed }: Month) =>
  requested + services.length + taken.amount + signed === 0;
