import { useQuery } from "@tanstack/react-query";
import { useRef, type ReactNode } from "react";
import { answer, api, asProblem, useCommand } from "@/api";
import { money } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useMay, useSession } from "@/session/session";
import { ConfirmAction, Empty, OrderBadge, ProblemAlert, StaffName, useKeptFocus } from "@/ui";
import { CashBacks } from "./cash-backs";
import { DeskPage } from "./desk-page";
import type { Cancellation, Refund } from "./types";

function useRefunds(state: "REQUESTED" | "APPROVED") {
  const { id: branch_id } = useBranch();
  return useQuery({
    queryKey: ["reception", "refunds", branch_id, state],
    queryFn: async () =>
      (await answer(api.GET("/v1/refunds", { params: { query: { branch_id, state, limit: 200 } } }))).items,
    meta: { live: ["refund.", "cancellation.", "order.cancelled"] },
  });
}

function useCancellations() {
  const { id: branch_id } = useBranch();
  return useQuery({
    queryKey: ["reception", "cancellations", branch_id],
    queryFn: async () =>
      (await answer(api.GET("/v1/cancellations", { params: { query: { branch_id, state: "REQUESTED", limit: 200 } } })))
        .items,
    meta: { live: ["cancellation.", "order.cancelled"] },
  });
}

/** What needs a second person, and what the cashier pays out (M-39). */
export function Approvals() {
  const t = useT();
  const asked = useRefunds("REQUESTED");
  const approved = useRefunds("APPROVED");
  const cancellations = useCancellations();
  const single = asked.data?.filter(({ cancellation_id }) => !cancellation_id) ?? [];
  const error = asked.error ?? approved.error ?? cancellations.error;
  const retry = () => Promise.all([asked.refetch(), approved.refetch(), cancellations.refetch()]);
  return (
    <DeskPage title={t("reception.approvals.title")}>
      {error && <ProblemAlert problem={asProblem(error)} retry={retry} />}
      <Group title={t("reception.approvals.cancellations")} empty={t("reception.approvals.no_cancellations")}>
        {(cancellations.data ?? []).map((one) => (
          <Ending key={one.id} one={one} refunds={asked.data ?? []} />
        ))}
      </Group>
      <Group title={t("reception.approvals.refunds")} empty={t("reception.approvals.no_refunds")}>
        {single.map((one) => (
          <RefundLine key={one.id} one={one} />
        ))}
      </Group>
      <Group title={t("reception.approvals.payouts")} empty={t("reception.approvals.no_payouts")}>
        {(approved.data ?? []).map((one) => (
          <RefundLine key={one.id} one={one} />
        ))}
      </Group>
      <CashBacks />
    </DeskPage>
  );
}

function Group({ title, empty, children }: { title: string; empty: string; children: readonly ReactNode[] }) {
  const place = useRef<HTMLElement>(null);
  const note = useKeptFocus(place);
  return (
    <section className="block" aria-label={title} ref={place} tabIndex={-1} onFocus={note}>
      <h2>
        {title} <span className="count">{children.length}</span>
      </h2>
      {children.length === 0 && <Empty text={empty} />}
      <ul className="plain-list">{children}</ul>
    </section>
  );
}

/** A colleague other than the one who asked decides. */
function useDecides(permission: string, requestedBy: string): boolean {
  const { me } = useSession();
  return useMay()(permission) && me.staff !== requestedBy;
}

function RefundLine({ one }: { one: Refund }) {
  const t = useT();
  const may = useMay();
  const path = { refund_id: one.id };
  const approve = useCommand({
    run: (_id: string, sent) =>
      answer(api.POST("/v1/refunds/{refund_id}/approval", { params: { path }, headers: sent.headers })),
  });
  const pay = useCommand({
    run: (_id: string, sent) =>
      answer(api.POST("/v1/refunds/{refund_id}/payout", { params: { path }, body: null, headers: sent.headers })),
  });
  const decides = useDecides("reception.refunds.approve", one.requested_by);
  const ready = one.state === "APPROVED";
  const question = t(ready ? "reception.approvals.pay_question" : "reception.approvals.refund_question", {
    amount: money(one.amount),
    number: one.receipt_number,
    method: word("value", one.method),
  });
  return (
    <li className="line">
      <OrderBadge id={one.order_id} number={one.receipt_number} />
      <span className="line-main">
        {one.reason}{" "}
        <span className="quiet">
          <StaffName id={one.requested_by} /> · {word("value", one.method)}
        </span>
      </span>
      <strong className="number">{money(one.amount)}</strong>
      {!ready && decides && (
        <ConfirmAction
          label={t("reception.approvals.approve")}
          question={question}
          command={approve}
          input={() => one.id}
          button={{ type: "primary" }}
        />
      )}
      {ready && may("reception.refunds.pay") && (
        <ConfirmAction
          label={t("reception.approvals.pay")}
          question={question}
          command={pay}
          input={() => one.id}
          button={{ type: "primary" }}
        />
      )}
    </li>
  );
}

function Ending({ one, refunds }: { one: Cancellation; refunds: readonly Refund[] }) {
  const t = useT();
  const path = { cancellation_id: one.id };
  const approve = useCommand({
    run: (_id: string, sent) =>
      answer(api.POST("/v1/cancellations/{cancellation_id}/approval", { params: { path }, headers: sent.headers })),
  });
  const reject = useCommand({
    run: (_id: string, sent) =>
      answer(api.POST("/v1/cancellations/{cancellation_id}/rejection", { params: { path }, headers: sent.headers })),
  });
  const decides = useDecides("reception.cancellations.approve", one.requested_by);
  const back = refunds.filter((refund) => one.refund_ids.includes(refund.id));
  const sum = back[0] && { ...back[0].amount, amount: back.reduce((all, refund) => all + refund.amount.amount, 0) };
  return (
    <li className="line">
      <OrderBadge id={one.order_id} />
      <span className="line-main">
        {one.reason}{" "}
        <span className="quiet">
          <StaffName id={one.requested_by} />
        </span>
      </span>
      {sum && (
        <span>
          {t("reception.approvals.gives_back")} <strong className="number">{money(sum)}</strong>
        </span>
      )}
      {decides && (
        <>
          <ConfirmAction
            label={t("reception.approvals.reject")}
            question={t("reception.approvals.reject_question")}
            command={reject}
            input={() => one.id}
          />
          <ConfirmAction
            label={t("reception.approvals.cancel")}
            question={t("reception.approvals.cancel_question")}
            command={approve}
            input={() => one.id}
            button={{ type: "primary", danger: true }}
          />
        </>
      )}
    </li>
  );
}
