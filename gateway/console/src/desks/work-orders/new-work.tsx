import { useQuery } from "@tanstack/react-query";
import { Input, Select } from "antd";
import { useState } from "react";
import { answer, api, asProblem, useCommand, type components } from "@/api";
import { businessNow, money } from "@/format";
import { useT } from "@/i18n";
import { useBranch } from "@/session/session";
import { CountInput, Field, FormDialog, ProblemAlert } from "@/ui";
import { AppointedField, momentOf, typedMoment } from "./appointed";
import { STALE } from "./work";
import "./texts";

type WorkIn = components["schemas"]["reception_WorkOrderIn"];

const HOUR_MS = 3_600_000;
/** The next full hour but one: the house has time to answer and to come. */
const soon = () => new Date(Math.ceil(businessNow().getTime() / HOUR_MS + 1) * HOUR_MS);

/** The services this branch offers today, by code (M-67). */
function useOffered() {
  const { id } = useBranch();
  const list = useQuery({
    queryKey: ["work-orders", "services"],
    queryFn: () => answer(api.GET("/v1/extra-services")),
  });
  const offered = (list.data ?? []).flatMap(({ id: service_id, branch_id, current }) =>
    current?.offered && (branch_id === null || branch_id === id) ? [{ service_id, ...current }] : [],
  );
  return { list, offered };
}

/** A customer asks for something extra: what, how much of it, for when (M-19). */
export function NewWork({ orderId, onClose }: { orderId: string; onClose: () => void }) {
  const t = useT();
  const { time_zone: zone } = useBranch();
  const { list, offered } = useOffered();
  const [chosen, setChosen] = useState<string | null>(null);
  const [quantity, setQuantity] = useState<number | null>(1);
  const [content, setContent] = useState("");
  const [appointed, setAppointed] = useState(() => typedMoment(soon(), zone));
  const service = offered.find(({ service_id }) => service_id === chosen);
  const moment = momentOf(appointed, zone);
  const command = useCommand({
    run: (body: WorkIn, sent) =>
      answer(
        api.POST("/v1/orders/{order_id}/work-orders", {
          params: { path: { order_id: orderId } },
          body,
          headers: sent.headers,
        }),
      ),
    invalidates: STALE,
    onDone: onClose,
  });
  const amount = service && quantity ? money({ ...service.price, amount: service.price.amount * quantity }) : "";
  return (
    <FormDialog
      {...{ command, onClose }}
      title={t("work-orders.new")}
      ok={`${t("work-orders.register")} ${amount}`.trim()}
      body={{ service_id: chosen ?? "", quantity: quantity ?? 0, content: content.trim(), appointed_at: moment ?? "" }}
      ready={chosen !== null && quantity !== null && moment !== null}
    >
      <Field name="service_id" needed label={t("work-orders.service")}>
        <Select
          showSearch={{ optionFilterProp: "label" }}
          aria-label={t("work-orders.service")}
          placeholder={t("work-orders.choose")}
          notFoundContent={t("work-orders.nothing_offered")}
          loading={list.isPending}
          value={chosen}
          onChange={setChosen}
          options={offered.map(({ service_id, name, unit, price }) => ({
            value: service_id,
            label: `${name} · ${money(price)} / ${unit}`,
          }))}
        />
      </Field>
      {service?.explanation && <p className="quiet">{service.explanation}</p>}
      <ProblemAlert problem={list.error ? asProblem(list.error) : null} retry={() => list.refetch()} />
      <Field name="quantity" needed label={t("work-orders.quantity")}>
        <CountInput least={1} value={quantity} onChange={setQuantity} />
      </Field>
      <AppointedField value={appointed} onChange={setAppointed} />
      <Field name="content" label={t("work-orders.content")}>
        <Input.TextArea rows={2} maxLength={1000} value={content} onChange={({ target }) => setContent(target.value)} />
      </Field>
    </FormDialog>
  );
}
