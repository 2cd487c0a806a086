import { CalendarOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useState } from "react";
import { answer, api, useCommand } from "@/api";
import { clockTime, dayOf } from "@/format";
import { useT, word } from "@/i18n";
import { Field } from "@/ui/field";
import { Form } from "@/ui/form";
import { ProblemAlert } from "@/ui/problem-alert";
import { calendarEntry, saveFile } from "./calendar";
import type { CustomerPageData } from "./way";

type Appointment = CustomerPageData["appointments"][number];

/** What comes next, what to bring, and the customer's answer to it. */
export function Appointments({ code, page }: { code: string; page: CustomerPageData }) {
  const t = useT();
  if (page.appointments.length === 0) return null;
  return (
    <section className="block" aria-labelledby="appointments">
      <h2 id="appointments">{t("customer-page.next")}</h2>
      {page.appointments.map((one) => (
        <OneAppointment key={one.booking_id} code={code} one={one} place={page.branch_name} />
      ))}
      {page.to_bring.length > 0 && (
        <>
          <h3>{t("customer-page.bring")}</h3>
          <ul className="customer-bring">
            {page.to_bring.map((advice) => (
              <li key={advice}>{advice}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function OneAppointment({ code, one, place }: { code: string; one: Appointment; place: string }) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  const [wish, setWish] = useState("");
  const command = useCommand({
    run: (body: { reply: "COMING" | "MOVE"; wish?: string }) =>
      answer(
        api.POST("/v1/customer/{code}/appointments/{booking_id}/reply", {
          params: { path: { code, booking_id: one.booking_id } },
          body,
        }),
      ),
    invalidates: [["customer-page"]],
    onDone: () => setAsking(false),
  });
  const save = () => {
    const title = word("booking", one.kind);
    const entry = { id: one.booking_id, title, place, starts: one.starts_at, ends: one.ends_at };
    saveFile(`${title}.ics`, "text/calendar", calendarEntry(entry));
  };
  return (
    <article className="customer-appointment">
      <h3>{word("booking", one.kind)}</h3>
      <p className="customer-when">
        {dayOf(one.starts_at)} <strong>{clockTime(one.starts_at)}</strong>
      </p>
      <p role="status" className="quiet">
        {one.reply
          ? t(`customer-page.replied.${one.reply}`)
          : t(one.confirmed ? "customer-page.confirmed" : "customer-page.unconfirmed")}
      </p>
      <div className="customer-actions">
        {!one.confirmed && one.reply !== "COMING" && (
          <Button type="primary" loading={command.pending} onClick={() => command.submit({ reply: "COMING" })}>
            {t("customer-page.coming")}
          </Button>
        )}
        <Button onClick={() => setAsking(!asking)} aria-expanded={asking}>
          {t("customer-page.move")}
        </Button>
        <Button icon={<CalendarOutlined aria-hidden />} onClick={save}>
          {t("customer-page.calendar")}
        </Button>
      </div>
      {asking && (
        <Form
          onSend={() => {
            if (wish.trim()) void command.submit({ reply: "MOVE", wish: wish.trim() });
          }}
        >
          <Field name="wish" label={t("customer-page.wish")} needed>
            <Input.TextArea
              autoFocus
              rows={2}
              maxLength={1000}
              value={wish}
              onChange={(event) => setWish(event.target.value)}
            />
          </Field>
          <Button type="primary" htmlType="submit" disabled={!wish.trim()} loading={command.pending}>
            {t("customer-page.ask")}
          </Button>
        </Form>
      )}
      <ProblemAlert problem={command.problem} retry={command.retry} />
    </article>
  );
}
