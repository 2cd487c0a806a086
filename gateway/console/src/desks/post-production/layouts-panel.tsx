import { AutoComplete, Button, Checkbox, Input, Select } from "antd";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { dayAndTime, isoDay, plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { useMay } from "@/session/session";
import { CountInput, DayInput, Field, ProblemAlert, StaffName } from "@/ui";
import { BringPages, useNewPages } from "./layout-pages";
import { RoundPages } from "./layout-round";
import { DESK, type Layout, type OrderPart } from "./read";
import { remarksOf, type Remark } from "./remarks";

type Channel = components["schemas"]["post_production_Channel"];
const CHANNELS = ["IN_SHOP", "ONLINE", "PHONE"] as const satisfies readonly Channel[];
const USUAL_PAGES = 20;

function Present({ part }: { part: OrderPart }) {
  const t = useT();
  const round = part.layouts.length + 1;
  const [name, setName] = useState("");
  const [pages, setPages] = useState<number | null>(part.layouts.at(-1)?.pages ?? USUAL_PAGES);
  const brought = useNewPages(part.order_id);
  const pictures = brought.data ?? [];
  const templates = useQuery({
    queryKey: [...DESK, "templates"],
    queryFn: () => answer(api.GET("/v1/layout-templates", { params: { query: { limit: 200 } } })),
  });
  const presenting = useCommand({
    run: (body: components["schemas"]["post_production_LayoutIn"], sent) =>
      answer(
        api.POST("/v1/orders/{order_id}/layouts", {
          params: { path: { order_id: part.order_id } },
          body,
          headers: sent.headers,
        }),
      ),
    invalidates: [DESK],
  });
  return (
    <div className="stack pp-form">
      <h3>{t("post-production.layout.present_round", { round })}</h3>
      <BringPages orderId={part.order_id} pages={pictures} />
      <div className="pp-fields">
        <Field name="template_name" label={t("post-production.layout.template")}>
          <AutoComplete
            aria-label={t("post-production.layout.template")}
            value={name}
            onChange={setName}
            options={(templates.data?.items ?? []).map((one) => ({ value: one.name }))}
            showSearch={{ filterOption: true }}
          />
        </Field>
        {pictures.length === 0 && (
          <Field name="pages" label={t("post-production.layout.pages")}>
            <CountInput least={1} most={500} value={pages} onChange={setPages} />
          </Field>
        )}
      </div>
      <ProblemAlert problem={presenting.problem} retry={presenting.retry} />
      <div className="row-actions">
        <Button
          type="primary"
          loading={presenting.pending}
          disabled={pictures.length === 0 && !pages}
          onClick={() =>
            presenting.submit({
              template_name: name.trim() || null,
              pages: pictures.length || pages || 1,
              page_ids: pictures.map(({ id }) => id),
            })
          }
        >
          {t("post-production.layout.present")}
        </Button>
      </div>
    </div>
  );
}

/** The customer's answer; whichever it is, the pickup date is said again (PST-17). */
function Answer({ layout, pickup_on }: { layout: Layout; pickup_on: string | null }) {
  const t = useT();
  const [channel, setChannel] = useState<Channel>("IN_SHOP");
  const [own, setOwn] = useState(false);
  const [pickup, setPickup] = useState(pickup_on ?? "");
  const [seen, setSeen] = useState("");
  const [rows, setRows] = useState<readonly Remark[]>([{ page: 1, words: "" }]);
  const path = { layout_id: layout.id };
  const approving = useCommand({
    run: (by: Channel, sent) =>
      answer(
        api.POST("/v1/layouts/{layout_id}/approval", {
          params: { path },
          body: { by_customer: true, channel: by, pickup_on: pickup },
          headers: sent.headers,
        }),
      ),
    invalidates: [DESK],
  });
  const changing = useCommand({
    run: (remarks: string, sent) =>
      answer(
        api.POST("/v1/layouts/{layout_id}/changes", {
          params: { path },
          body: { remarks, review_on: seen || null, pickup_on: pickup || null },
          headers: sent.headers,
        }),
      ),
    invalidates: [DESK],
  });
  const edit = (at: number, change: Partial<Remark>) =>
    setRows(rows.map((row, index) => (index === at ? { ...row, ...change } : row)));
  const remarks = remarksOf(rows, (page, words) => t("post-production.layout.remark", { page, words }));
  return (
    <div className="pp-two">
      <div className="stack pp-form">
        <h3>{t("post-production.layout.approve_title")}</h3>
        <Select
          aria-label={t("post-production.layout.channel")}
          value={channel}
          onChange={setChannel}
          options={CHANNELS.map((value) => ({ value, label: word("post-production.channel", value) }))}
        />
        <Field name="pickup_on" label={t("post-production.layout.pickup_again")} needed>
          <DayInput min={isoDay()} value={pickup} onChange={setPickup} />
        </Field>
        <Checkbox checked={own} onChange={({ target }) => setOwn(target.checked)}>
          {t("post-production.layout.own_word")}
        </Checkbox>
        <ProblemAlert problem={approving.problem} retry={approving.retry} />
        <Button
          type="primary"
          disabled={!own || !pickup}
          loading={approving.pending}
          onClick={() => approving.submit(channel)}
        >
          {t("post-production.layout.approve")}
        </Button>
      </div>
      <div className="stack pp-form">
        <h3>{t("post-production.layout.changes_title")}</h3>
        {rows.map((row, at) => (
          <div key={at} className="pp-remark">
            <CountInput
              aria-label={t("post-production.layout.page")}
              prefix={t("post-production.layout.page")}
              least={1}
              most={layout.pages}
              value={row.page}
              onChange={(page) => edit(at, { page })}
            />
            <Input
              aria-label={t("post-production.layout.wish")}
              placeholder={t("post-production.layout.wish")}
              maxLength={200}
              value={row.words}
              onChange={(event) => edit(at, { words: event.target.value })}
              onPressEnter={() => setRows([...rows, { page: row.page, words: "" }])}
            />
          </div>
        ))}
        <Field name="review_on" label={t("post-production.layout.review_again")}>
          <DayInput optional min={isoDay()} value={seen} onChange={setSeen} />
        </Field>
        <Field name="pickup_on" label={t("post-production.layout.pickup_again")}>
          <DayInput optional min={isoDay()} value={pickup} onChange={setPickup} />
        </Field>
        <ProblemAlert problem={changing.problem} retry={changing.retry} />
        <span className="pp-buttons">
          <Button onClick={() => setRows([...rows, { page: rows.at(-1)?.page ?? 1, words: "" }])}>
            {t("post-production.layout.another")}
          </Button>
          <Button
            danger
            disabled={(remarks === "" && layout.pins.length === 0) || rows.some(({ page }) => page === null)}
            loading={changing.pending}
            onClick={() => changing.submit(remarks)}
          >
            {t("post-production.layout.changes")}
          </Button>
        </span>
      </div>
    </div>
  );
}

/** The rounds of layout: shown, answered by the customer, changed page by page (PST-17). */
export function LayoutsPanel({ part }: { part: OrderPart }) {
  const t = useT();
  const may = useMay();
  const last = part.layouts.at(-1);
  const presents =
    may("post_production.layouts.present") && (part.next_step === "LAYOUT" || part.next_step === "DESIGN");
  if (!last && !presents) return null;
  return (
    <section className="block" aria-label={t("post-production.layout.title")}>
      <h2>{t("post-production.layout.title")}</h2>
      <ol className="plain-list">
        {part.layouts.map((layout) => (
          <li key={layout.id} className="line pp-round">
            <span className="line-main pp-wrap">
              <b>{t("post-production.layout.round", { round: layout.round })}</b>{" "}
              {t("post-production.layout.page_count", { count: layout.pages })}{" "}
              <span className="quiet">
                <StaffName id={layout.presented_by} /> {dayAndTime(layout.presented_at)}
              </span>
              {layout.pickup_on && (
                <span className="quiet">
                  {t("post-production.layout.agreed_pickup", { pickup: plainDay(layout.pickup_on) })}
                </span>
              )}
              {layout.remarks && <span className="pp-remarks">{layout.remarks}</span>}
            </span>
            <span className="tag">{word("post-production.layout_state", layout.state)}</span>
            {(layout === last || layout.pins.some(({ settled_at }) => !settled_at)) && <RoundPages layout={layout} />}
          </li>
        ))}
      </ol>
      {last?.state === "READY" && may("post_production.layouts.answer") && (
        <Answer key={last.id} layout={last} pickup_on={part.selection?.pickup_on ?? null} />
      )}
      {presents && last?.state !== "READY" && <Present key={part.layouts.length} part={part} />}
    </section>
  );
}
