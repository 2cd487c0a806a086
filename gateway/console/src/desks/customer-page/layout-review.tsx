import { DeleteOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useState } from "react";
import { answer, api, useCommand } from "@/api";
import { plainDay } from "@/format";
import { useT } from "@/i18n";
import { Form } from "@/ui/form";
import { PinnedPicture, type Spot } from "@/ui/pinned-picture";
import { Field } from "@/ui/field";
import { ProblemAlert } from "@/ui/problem-alert";
import { albumKey, ownPage, type OwnLayout } from "./album";
import { Sheet } from "./sheet";

type Page = OwnLayout["pages"][number];

/** A page of the layout with its pins; a touch sets one, words say what is meant. */
function PageWithPins({ code, layout, page }: { code: string; layout: OwnLayout; page: Page }) {
  const t = useT();
  const [spot, setSpot] = useState<Spot | null>(null);
  const [remark, setRemark] = useState("");
  const [picked, setPicked] = useState<string | null>(null);
  const open = layout.state === "READY";
  const path = { code, layout_id: layout.id };
  const setting = useCommand({
    run: (body: Spot & { page_id: string; remark: string }, sent) =>
      answer(
        api.POST("/v1/customer/{code}/layouts/{layout_id}/pins", {
          params: { path, header: { "idempotency-key": sent.headers["Idempotency-Key"] } },
          body,
        }),
      ),
    invalidates: [albumKey(code)],
    onDone: () => {
      setSpot(null);
      setRemark("");
    },
  });
  const taking = useCommand({
    run: (pin_id: string) =>
      answer(
        api.DELETE("/v1/customer/{code}/layouts/{layout_id}/pins/{pin_id}", { params: { path: { ...path, pin_id } } }),
      ),
    invalidates: [albumKey(code)],
  });
  const pins = layout.pins
    .map((pin, at) => ({ ...pin, number: at + 1, label: pin.remark }))
    .filter((pin) => pin.page_id === page.id);
  return (
    <article className="customer-layout-page">
      <PinnedPicture
        src={ownPage(code, page.id, "preview")}
        alt={t("customer-page.layout.page", { place: page.place })}
        width={page.width}
        height={page.height}
        pins={pins}
        draft={spot}
        onSpot={open ? setSpot : undefined}
        onPin={setPicked}
        picked={picked}
      />
      {spot && (
        <Form
          onSend={() => {
            if (remark.trim()) void setting.submit({ ...spot, page_id: page.id, remark: remark.trim() });
          }}
        >
          <Field name="remark" label={t("customer-page.layout.remark")} needed>
            <Input.TextArea
              autoFocus
              rows={2}
              maxLength={500}
              value={remark}
              onChange={(event) => setRemark(event.target.value)}
            />
          </Field>
          <div className="customer-actions">
            <Button type="primary" htmlType="submit" disabled={!remark.trim()} loading={setting.pending}>
              {t("customer-page.layout.pin")}
            </Button>
            <Button onClick={() => setSpot(null)}>{t("customer-page.cancel")}</Button>
          </div>
        </Form>
      )}
      <ProblemAlert problem={setting.problem ?? taking.problem} retry={setting.retry ?? taking.retry} />
      {pins.length > 0 && (
        <ol className="customer-pins">
          {pins.map((pin) => (
            <li key={pin.id} className={picked === pin.id ? "is-picked" : ""}>
              <b className="number">{pin.number}</b>
              <span className="grow">{pin.remark}</span>
              {pin.settled && <span className="tag">{t("customer-page.layout.settled")}</span>}
              {open && pin.own && (
                <Button
                  type="text"
                  icon={<DeleteOutlined aria-hidden />}
                  aria-label={t("customer-page.layout.take_back", { number: pin.number })}
                  onClick={() => taking.submit(pin.id)}
                />
              )}
            </li>
          ))}
        </ol>
      )}
    </article>
  );
}

/** Accept the layout, or send words and pins to the designer; each asks once more. */
function Answer({ code, layout }: { code: string; layout: OwnLayout }) {
  const t = useT();
  const [asking, setAsking] = useState<"approve" | "change" | null>(null);
  const [remarks, setRemarks] = useState("");
  const path = { code, layout_id: layout.id };
  const invalidates = [["customer-page"]];
  const approving = useCommand({
    run: (_: string, sent) =>
      answer(
        api.POST("/v1/customer/{code}/layouts/{layout_id}/approval", {
          params: { path, header: { "idempotency-key": sent.headers["Idempotency-Key"] } },
        }),
      ),
    invalidates,
  });
  const changing = useCommand({
    run: (body: { remarks: string }, sent) =>
      answer(
        api.POST("/v1/customer/{code}/layouts/{layout_id}/changes", {
          params: { path, header: { "idempotency-key": sent.headers["Idempotency-Key"] } },
          body,
        }),
      ),
    invalidates,
  });
  const says = remarks.trim() !== "" || layout.pins.length > 0;
  return (
    <div className="stack">
      {asking === "change" && (
        <Field
          name="remarks"
          label={t(layout.pins.length > 0 ? "customer-page.layout.more_with_pins" : "customer-page.layout.more", {
            count: layout.pins.length,
          })}
        >
          <Input.TextArea
            autoFocus
            rows={3}
            maxLength={1000}
            value={remarks}
            onChange={(event) => setRemarks(event.target.value)}
          />
        </Field>
      )}
      {asking === "approve" && (
        <p>
          {t("customer-page.layout.approve_question")}{" "}
          {layout.pickup_on && <b>{t("customer-page.pickup_on", { day: plainDay(layout.pickup_on) })}</b>}
        </p>
      )}
      <ProblemAlert problem={approving.problem ?? changing.problem} retry={approving.retry ?? changing.retry} />
      <div className="customer-actions">
        {asking === null && (
          <>
            <Button type="primary" size="large" onClick={() => setAsking("approve")}>
              {t("customer-page.layout.approve")}
            </Button>
            <Button size="large" onClick={() => setAsking("change")}>
              {t("customer-page.layout.change")}
            </Button>
          </>
        )}
        {asking === "approve" && (
          <Button type="primary" size="large" loading={approving.pending} onClick={() => approving.submit(layout.id)}>
            {t("customer-page.layout.approve_sure")}
          </Button>
        )}
        {asking === "change" && (
          <Button
            type="primary"
            size="large"
            disabled={!says}
            loading={changing.pending}
            onClick={() => changing.submit({ remarks: remarks.trim() })}
          >
            {t("customer-page.layout.change_send")}
          </Button>
        )}
        {asking !== null && <Button onClick={() => setAsking(null)}>{t("customer-page.cancel")}</Button>}
      </div>
    </div>
  );
}

/** The layout page by page, with pins, and the customer's word about it (PST-17). */
export function LayoutReview({ code, layout }: { code: string; layout: OwnLayout }) {
  const t = useT();
  const open = layout.state === "READY";
  const hint = layout.pages.length > 0 ? "customer-page.layout.hint" : "customer-page.layout.elsewhere";
  return (
    <Sheet
      code={code}
      title={t("customer-page.layout.title")}
      note={<span className="tag">{t("customer-page.layout.round", { round: layout.round })}</span>}
      foot={open && <Answer key={layout.id} code={code} layout={layout} />}
    >
      <p role="status" className={open ? "quiet" : "customer-thanks"}>
        {t(open ? hint : `customer-page.layout.state.${layout.state}`)}
      </p>
      {layout.remarks && <p>{layout.remarks}</p>}
      {layout.pages.map((page) => (
        <PageWithPins key={page.id} code={code} layout={layout} page={page} />
      ))}
    </Sheet>
  );
}
