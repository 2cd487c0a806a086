import { Button } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { dayAndTime } from "@/format";
import { useT } from "@/i18n";
import { useMay } from "@/session/session";
import { Empty, FormDialog, Line, OrderBadge } from "@/ui";
import { openPaper } from "../money/take-payment";

type Custody = components["schemas"]["reception_CustodyOut"];
type CustodyIn = components["schemas"]["reception_CustodyIn"];
type Back = components["schemas"]["reception_CustodyReturnIn"];

/** Take a customer's own thing into care; its paper opens (M-42). */
export function TakeCustody({ orderId }: { orderId: string }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [body, setBody] = useState<CustodyIn>({ thing: "", condition: "", place: "" });
  const command = useCommand({
    run: (input: CustodyIn, sent) =>
      answer(
        api.POST("/v1/orders/{order_id}/custody-records", {
          params: { path: { order_id: orderId } },
          body: input,
          headers: sent.headers,
        }),
      ),
    onDone: (kept) => {
      openPaper("custody-records", kept.id);
      setOpen(false);
      setBody({ thing: "", condition: "", place: "" });
    },
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("reception.custody.take")}</Button>
      {open && (
        <FormDialog
          {...{ command, body }}
          title={t("reception.custody.take")}
          ready={Object.values(body).every((value) => value.trim() !== "")}
          onClose={() => setOpen(false)}
        >
          {(["thing", "condition", "place"] as const).map((name) => (
            <Line
              name={name}
              needed
              key={name}
              focus={name === "thing"}
              label={t(`reception.custody.${name}`)}
              value={body[name]}
              onChange={(value) => setBody({ ...body, [name]: value })}
            />
          ))}
        </FormDialog>
      )}
    </>
  );
}

/** Give it back against the same paper and a signature (M-42). */
function GiveBack({ kept, onClose }: { kept: Custody; onClose: () => void }) {
  const t = useT();
  const [body, setBody] = useState<Back>({ number: "", signature_name: "" });
  const command = useCommand({
    run: ({ number, signature_name }: Back) =>
      answer(
        api.POST("/v1/custody-records/{custody_id}/return", {
          params: { path: { custody_id: kept.id } },
          body: { number: number.trim().toUpperCase(), signature_name: signature_name.trim() },
        }),
      ),
    onDone: onClose,
  });
  return (
    <FormDialog
      {...{ command, body, onClose }}
      title={`${t("reception.custody.return")} · ${kept.thing}`}
      ok={t("reception.custody.return")}
      ready={body.number.trim() !== "" && body.signature_name.trim() !== ""}
    >
      <p>{t("reception.custody.same_paper")}</p>
      <Line
        name="number"
        needed
        focus
        label={t("reception.custody.number")}
        value={body.number}
        onChange={(number) => setBody({ ...body, number })}
      />
      <Line
        name="signature_name"
        needed
        label={t("reception.deposit.signed_by")}
        value={body.signature_name}
        onChange={(signature_name) => setBody({ ...body, signature_name })}
      />
    </FormDialog>
  );
}

/** Things in the studio's care. */
export function CustodyList({ kept, order = true }: { kept: readonly Custody[]; order?: boolean }) {
  const t = useT();
  const may = useMay();
  const [back, setBack] = useState<Custody | null>(null);
  if (kept.length === 0) return <Empty text={t("reception.custody.none")} />;
  return (
    <>
      <ul className="plain-list">
        {kept.map((one) => (
          <li key={one.id} className="line">
            <span className="line-main">
              <b>{one.thing}</b> <span className="quiet">{one.condition}</span>
              <br />
              <span className="quiet">
                <span className="number">{one.number}</span> · {one.place} · {dayAndTime(one.taken_at)}
              </span>
            </span>
            {order && <OrderBadge id={one.order_id} />}
            {one.state === "RETURNED" ? (
              <span className="tag">{t("reception.custody.returned", { name: one.signature_name ?? "" })}</span>
            ) : (
              <>
                <Button size="small" onClick={() => openPaper("custody-records", one.id)}>
                  {t("reception.receipt.print")}
                </Button>
                {may("reception.keeping.do") && (
                  <Button size="small" onClick={() => setBack(one)}>
                    {t("reception.custody.return")}
                  </Button>
                )}
              </>
            )}
          </li>
        ))}
      </ul>
      {back && <GiveBack kept={back} onClose={() => setBack(null)} />}
    </>
  );
}
