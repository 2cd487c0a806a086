import { Button, Input } from "antd";
import { useState } from "react";
import { answer, api, useCommand } from "@/api";
import { dayAndTime } from "@/format";
import { useT } from "@/i18n";
import { Field } from "@/ui/field";
import { Form } from "@/ui/form";
import { ProblemAlert } from "@/ui/problem-alert";
import type { CustomerPageData } from "./way";

type Told = CustomerPageData["complaints"][number]["news"][number];

/** How it stands, as the customer was told (M-11); when and where people are met (M-09). */
function News({ news }: { news: Told }) {
  const t = useT();
  return (
    <p className="customer-news">
      <span className="quiet">{dayAndTime(news.at)}</span>{" "}
      {news.meets_at ? t("customer-page.meeting", { time: dayAndTime(news.meets_at), place: news.note }) : news.note}
      {news.resolve_by && ` ${t("customer-page.promised", { time: dayAndTime(news.resolve_by) })}`}
    </p>
  );
}

/** What the customer told us and what we said to it, and a place to tell more. */
export function Complaints({ code, page }: { code: string; page: CustomerPageData }) {
  const t = useT();
  const [content, setContent] = useState("");
  const [open, setOpen] = useState(false);
  const [told, setTold] = useState("");
  const command = useCommand({
    run: (body: { content: string }, sent) =>
      answer(
        api.POST("/v1/customer/{code}/complaints", {
          params: { path: { code }, header: { "idempotency-key": sent.headers["Idempotency-Key"] } },
          body,
        }),
      ),
    invalidates: [["customer-page"]],
    onDone: ({ number }) => {
      setTold(number);
      setContent("");
      setOpen(false);
    },
  });
  return (
    <section className="block stack" aria-labelledby="complaints">
      <h2 id="complaints">{t("customer-page.complaints")}</h2>
      {page.complaints.map((one) => (
        <article key={one.number} aria-label={one.number}>
          <p className="customer-told">
            <span className="number">{one.number}</span>
            <span className="quiet">{dayAndTime(one.received_at)}</span>
            <span className="tag">{t(one.open ? "customer-page.open" : "customer-page.done")}</span>
          </p>
          {one.news.map((news) => (
            <News key={news.at} news={news} />
          ))}
        </article>
      ))}
      {told && (
        <p role="status" className="customer-thanks">
          {t("customer-page.told", { number: told })}
        </p>
      )}
      {!open && <Button onClick={() => setOpen(true)}>{t("customer-page.complain")}</Button>}
      {open && (
        <Form
          onSend={() => {
            if (content.trim()) void command.submit({ content: content.trim() });
          }}
        >
          <Field name="content" label={t("customer-page.content")} needed>
            <Input.TextArea
              autoFocus
              rows={4}
              maxLength={1000}
              value={content}
              onChange={(event) => setContent(event.target.value)}
            />
          </Field>
          <Button type="primary" htmlType="submit" disabled={!content.trim()} loading={command.pending}>
            {t("customer-page.send")}
          </Button>
        </Form>
      )}
      <ProblemAlert problem={command.problem} retry={command.retry} />
    </section>
  );
}
