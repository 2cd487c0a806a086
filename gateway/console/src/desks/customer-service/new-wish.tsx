import { useQuery } from "@tanstack/react-query";
import { AutoComplete, Button } from "antd";
import { useState } from "react";
import { useLocation, useNavigate, useSearchParams } from "react-router";
import { answer, api, asProblem, useCommand, type components } from "@/api";
import { useT } from "@/i18n";
import { useBranch } from "@/session/session";
import { useShortcut } from "@/shell/shortcuts";
import { Field, Lines, Page, ProblemAlert, useDone } from "@/ui";
import { FindOrder, type Found } from "./find-order";
import { ServiceNav } from "./nav";
import { ReportKind } from "./report-kind";

type WishIn = components["schemas"]["customer_service_WishIn"];
type Name = components["schemas"]["customer_service_WishNameOut"];

/** What was asked for in the branch before, the most wished first. */
export function useWishNames(branch_id: string) {
  return useQuery({
    queryKey: ["customer-service", "wish-names", branch_id],
    queryFn: async () =>
      (await answer(api.GET("/v1/wish-names", { params: { query: { branch_id, limit: 200 } } }))).items,
  });
}

const plain = (name: string) => name.trim().replace(/\s+/g, " ").toLowerCase();

/** The subject of that name, however it is written. */
export const named = (names: readonly Name[], name: string) => names.find((one) => plain(one.name) === plain(name));

/** Its name, chosen from what was asked before or written anew. */
export function SubjectField(props: {
  name: "subject" | "name";
  label: string;
  names: readonly Name[];
  value: string;
  onChange: (value: string) => void;
}) {
  const { name, label, names, value, onChange } = props;
  const typed = plain(value);
  return (
    <Field name={name} label={label} needed>
      <AutoComplete
        autoFocus
        aria-label={label}
        maxLength={100}
        value={value}
        onChange={onChange}
        options={names.filter((one) => plain(one.name).includes(typed)).map((one) => ({ value: one.name }))}
        defaultActiveFirstOption={false}
      />
    </Field>
  );
}

/** Nobody says no: what we do not offer yet is noted, and the customer hears when we do (M-32, M-33). */
export function NewWish() {
  const t = useT();
  const go = useNavigate();
  const done = useDone();
  const here = useLocation();
  const { id: branch_id } = useBranch();
  const [asked] = useSearchParams();
  const from = asked.get("order");
  const [order, setOrder] = useState<Found | null>(from ? { orderId: from, number: "", names: [] } : null);
  const [subject, setSubject] = useState("");
  const [helped, setHelped] = useState("");
  const names = useWishNames(branch_id);
  // Whoever came by a link of his own has no page to go back to.
  const leave = () => void (here.key === "default" ? go("/") : go(-1));
  const command = useCommand<WishIn>({
    run: (body, { headers }) => answer(api.POST("/v1/wishes", { body, headers })),
    invalidates: [["customer-service"]],
    onDone: () => {
      done(t("customer-service.wishes.noted"));
      leave();
    },
  });
  const ready = subject.trim() !== "";
  const offered = named(names.data ?? [], subject)?.state === "AVAILABLE";
  const send = () => {
    if (ready)
      void command.submit({
        branch_id,
        subject: subject.trim(),
        helped: helped.trim() || null,
        order_id: order?.orderId ?? null,
      });
  };
  useShortcut("ctrl+enter", t("customer-service.wishes.note"), send, { typing: true });
  return (
    <Page title={t("customer-service.wishes.note")}>
      <ServiceNav />
      <div className="block stack narrow">
        <ReportKind kind="wish" />
        <p className="quiet">{t("customer-service.wishes.say")}</p>
        <SubjectField
          name="subject"
          label={t("customer-service.wishes.subject")}
          names={names.data ?? []}
          value={subject}
          onChange={setSubject}
        />
        {offered && <p role="status">{t("customer-service.wishes.offered_already")}</p>}
        <ProblemAlert problem={names.error ? asProblem(names.error) : null} retry={() => names.refetch()} />
        <Lines name="helped" label={t("customer-service.wishes.helped")} value={helped} onChange={setHelped} />
        <FindOrder chosen={order} onChoose={setOrder} />
        {!order && <p className="quiet">{t("customer-service.wishes.without_order")}</p>}
        <ProblemAlert problem={command.problem} retry={command.retry} />
        <div className="row-actions">
          <Button type="primary" size="large" disabled={!ready} loading={command.pending} onClick={send}>
            {t("customer-service.wishes.note")}
          </Button>
          <Button size="large" onClick={leave}>
            {t("form.back")}
          </Button>
        </div>
      </div>
    </Page>
  );
}
