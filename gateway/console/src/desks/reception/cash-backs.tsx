import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useRef, useState } from "react";
import { answer, api, asProblem, useCommand } from "@/api";
import { usePerson } from "@/api/people";
import { money } from "@/format";
import { useT } from "@/i18n";
import { useBranch, useMay, useSession } from "@/session/session";
import {
  ConfirmAction,
  Empty,
  FormDialog,
  Line as TextLine,
  OrderBadge,
  PersonName,
  ProblemAlert,
  StaffName,
  useKeptFocus,
} from "@/ui";
import { MeansField, useMeans } from "./money/method";
import { openCashBack } from "./money/take-payment";
import type { CashBack } from "./types";

/** Money for who recommended us: a manager approves, the cashier pays against a signature. */
export function CashBacks() {
  const t = useT();
  const { id: branch_id } = useBranch();
  const { data, error, refetch } = useQuery({
    queryKey: ["reception", "cash-backs", branch_id],
    queryFn: async () => {
      const of = (state: "WAITING" | "APPROVED") =>
        answer(api.GET("/v1/cash-backs", { params: { query: { branch_id, state, limit: 200 } } }));
      const [waiting, approved] = await Promise.all([of("WAITING"), of("APPROVED")]);
      return [...waiting.items, ...approved.items];
    },
    meta: { live: ["cash_back.", "order.cancelled"] },
  });
  const all = data ?? [];
  const place = useRef<HTMLElement>(null);
  const note = useKeptFocus(place);
  return (
    <section className="block" aria-label={t("reception.cash_back.title")} ref={place} tabIndex={-1} onFocus={note}>
      <h2>
        {t("reception.cash_back.title")} <span className="count">{all.length}</span>
      </h2>
      {error && <ProblemAlert problem={asProblem(error)} retry={() => refetch()} />}
      {data?.length === 0 && <Empty text={t("reception.cash_back.none")} hint={t("reception.cash_back.none_hint")} />}
      <ul className="plain-list">
        {all.map((one) => (
          <Line key={one.order_id} one={one} />
        ))}
      </ul>
    </section>
  );
}

function Line({ one }: { one: CashBack }) {
  const t = useT();
  const may = useMay();
  const { me } = useSession();
  const path = { order_id: one.order_id };
  const amount = money(one.amount);
  const approve = useCommand({
    run: (_id: string, sent) =>
      answer(api.POST("/v1/orders/{order_id}/cash-back/approval", { params: { path }, headers: sent.headers })),
  });
  const refuse = useCommand({
    run: (reason: string, sent) =>
      answer(
        api.POST("/v1/orders/{order_id}/cash-back/rejection", {
          params: { path },
          body: { reason },
          headers: sent.headers,
        }),
      ),
  });
  const approved = one.state === "APPROVED";
  return (
    <li className="line">
      <OrderBadge id={one.order_id} />
      <span className="line-main">
        <PersonName id={one.person_id} phone />{" "}
        <span className="quiet">
          {t(`reception.cash_back.state.${one.state}`)} {one.decided_by && <StaffName id={one.decided_by} />}
        </span>
      </span>
      <strong className="number">{amount}</strong>
      {!approved && may("reception.cash_backs.approve") && (
        <ConfirmAction
          label={t("reception.approvals.approve")}
          question={t("reception.cash_back.approve_question", { amount })}
          command={approve}
          input={() => one.order_id}
          button={{ type: "primary" }}
        />
      )}
      {approved && may("reception.cash_backs.pay") && one.decided_by !== me.staff && <Pay one={one} />}
      {may("reception.cash_backs.approve") && (
        <ConfirmAction
          label={t("reception.approvals.reject")}
          question={t("reception.cash_back.refuse_question")}
          command={refuse}
          input={(reason) => reason}
          reason
        />
      )}
    </li>
  );
}

/** The referrer signs for the money; the paper is printed. */
function Pay({ one }: { one: CashBack }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [means, setMeans] = useState(useMeans());
  const referrer = usePerson(one.person_id);
  const [typed, setName] = useState<string | null>(null);
  // Mostly it is the referrer who comes; whoever signs instead is written over it.
  const name = typed ?? referrer?.name ?? "";
  const pay = useCommand({
    run: (body: { method: string; signature_name: string }, sent) =>
      answer(
        api.POST("/v1/orders/{order_id}/cash-back/payout", {
          params: { path: { order_id: one.order_id } },
          body,
          headers: sent.headers,
        }),
      ),
    onDone: ({ order_id }) => {
      setOpen(false);
      openCashBack(order_id);
    },
  });
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t("reception.approvals.pay")}
      </Button>
      {open && (
        <FormDialog
          title={`${t("reception.cash_back.pay")} ${money(one.amount)}`}
          ok={t("reception.approvals.pay")}
          command={pay}
          body={{ method: means.method, signature_name: name.trim() }}
          ready={name.trim() !== ""}
          onClose={() => setOpen(false)}
        >
          <p>
            <PersonName id={one.person_id} phone />
          </p>
          <MeansField out value={means} onChange={setMeans} />
          <TextLine
            name="signature_name"
            needed
            focus
            label={t("reception.deposit.signed_by")}
            value={name}
            most={40}
            onChange={setName}
          />
        </FormDialog>
      )}
    </>
  );
}
