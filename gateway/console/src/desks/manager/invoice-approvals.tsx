import { answer, api, useCommand, type components } from "@/api";
import { money } from "@/format";
import { useT } from "@/i18n";
import { useMay } from "@/session/session";
import { ConfirmAction, StaffName } from "@/ui";
import { OrderOf, Waiting } from "./waiting";

type Invoice = components["schemas"]["reception_InvoiceOut"];

/** Invoices above the chain's limit, where finance comes first, or above what the receipts hold (M-45). */
export function Invoices() {
  const t = useT();
  const may = useMay();
  const finance = may("reception.invoices.approve_finance");
  return (
    <Waiting<Invoice>
      title={t("manager.approvals.invoices")}
      empty={t("manager.approvals.no_invoices")}
      name="invoices"
      live={["invoice."]}
      fetch={async (branch_id) => {
        const state = finance ? (["WITH_FINANCE", "WITH_MANAGER"] as const) : (["WITH_MANAGER"] as const);
        return (await answer(api.GET("/v1/invoices", { params: { query: { branch_id, state: [...state] } } }))).items;
      }}
      id={(row) => row.id}
      show={(row) => (
        <>
          <strong className="number">{money(row.amount)}</strong> <OrderOf id={row.order_id} />
          <p>
            {row.title} · {t("manager.approvals.invoice_holds", { paid: money(row.paid) })}
          </p>
          {row.reason && <p>{row.reason}</p>}
          <p className="quiet">
            <span className="number">{row.receipt_numbers.join(" ")}</span> · <StaffName id={row.requested_by} />
          </p>
          <Words row={row} />
        </>
      )}
    />
  );
}

function Words({ row }: { row: Invoice }) {
  const t = useT();
  const may = useMay();
  const path = { invoice_id: row.id };
  const finance = useCommand({
    run: (_id: string, sent) =>
      answer(api.POST("/v1/invoices/{invoice_id}/finance-approval", { params: { path }, ...sent })),
  });
  const approve = useCommand({
    run: (_id: string, sent) => answer(api.POST("/v1/invoices/{invoice_id}/approval", { params: { path }, ...sent })),
  });
  const reject = useCommand({
    run: (_id: string, sent) => answer(api.POST("/v1/invoices/{invoice_id}/rejection", { params: { path }, ...sent })),
  });
  const amount = money(row.amount);
  return (
    <div className="page-actions">
      {row.state === "WITH_FINANCE" ? (
        <ConfirmAction
          label={t("manager.approvals.invoice_finance")}
          question={t("manager.approvals.finance_question", { amount })}
          command={finance}
          input={() => row.id}
          button={{ type: "primary" }}
        />
      ) : (
        may("reception.invoices.approve") && (
          <ConfirmAction
            label={t("manager.approvals.approve")}
            question={t("manager.approvals.invoice_question", { amount, paid: money(row.paid) })}
            command={approve}
            input={() => row.id}
            button={{ type: "primary" }}
          />
        )
      )}
      {may("reception.invoices.approve") && (
        <ConfirmAction
          label={t("manager.approvals.reject")}
          question={t("manager.approvals.invoice_refusal")}
          command={reject}
          input={() => row.id}
        />
      )}
    </div>
  );
}
