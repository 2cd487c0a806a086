import { useQuery } from "@tanstack/react-query";
import { Button, Input, Select, Skeleton } from "antd";
import { useEffect, useState } from "react";
import { useParams } from "react-router";
import { answer, api, asProblem, useCommand, type components } from "@/api";
import { registerTexts, useLanguage, useT, word } from "@/i18n";
import { Brand } from "@/shell/brand";
import { LanguageSwitch } from "@/shell/language-switch";
import { Field } from "@/ui/field";
import { Form } from "@/ui/form";
import { ProblemAlert } from "@/ui/problem-alert";
import { Closed } from "./closed";
import "./customer-page.css";
import en from "./i18n/en.json";
import zh from "./i18n/zh.json";

registerTexts("customer-page", { zh, en });

type Invitation = components["schemas"]["reception_InvitationOut"];
type LeadIn = components["schemas"]["reception_LeadIn"];
type Category = components["schemas"]["reception_Category"];

const KINDS: readonly Category[] = [
  "WEDDING_STUDIO",
  "WEDDING_OUTDOOR",
  "WEDDING_SEA",
  "COUPLE",
  "PERSONAL_ART",
  "PREGNANCY",
  "CHILDREN",
  "FAMILY",
];

/** Behind a customer's referral code: the branch, who invites in a masked form, a place to leave a number. */
export default function InvitationPage() {
  const t = useT();
  const language = useLanguage();
  const { code = "" } = useParams();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["invitation", code],
    queryFn: () => answer(api.GET("/v1/invitations/{referral_code}", { params: { path: { referral_code: code } } })),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  useEffect(() => {
    document.title = data?.branch_name ?? t("brand.name");
  }, [data, t, language]);
  const problem = error ? asProblem(error) : null;
  const closed = problem && [404, 422].includes(problem.status);
  return (
    <div className="customer-page">
      <header>
        <Brand />
        <span className="grow" />
        <LanguageSwitch />
      </header>
      <main>
        {isPending && <Skeleton active />}
        {closed && <Closed text={t("customer-page.invite.closed")} hint={t("customer-page.invite.closed_hint")} />}
        {problem && !closed && <ProblemAlert problem={problem} retry={() => refetch()} />}
        {data && <Invited code={code} invitation={data} />}
      </main>
    </div>
  );
}

function Invited({ code, invitation }: { code: string; invitation: Invitation }) {
  const t = useT();
  const [done, setDone] = useState(false);
  const { branch_name: branch, branch_phone: phone, referrer, gender } = invitation;
  const title = t(`customer-page.invite.title.${gender ?? "OTHER"}`);
  const invites = referrer
    ? t("customer-page.invite.by", { referrer, title }).trim()
    : t("customer-page.invite.by_customer");
  return (
    <>
      <section className="block stack">
        <h1>{branch}</h1>
        <p className="customer-when">{invites}</p>
        <p>{t("customer-page.invite.what")}</p>
      </section>
      {done ? (
        <section className="block stack" role="status">
          <h2>{t("customer-page.invite.thanks")}</h2>
          <p>{t("customer-page.invite.we_call", { branch })}</p>
        </section>
      ) : (
        <Answer code={code} onDone={() => setDone(true)} />
      )}
      <footer className="customer-foot">
        <strong>{branch}</strong>
        {phone && (
          <a className="customer-call" href={`tel:${phone}`}>
            {t("customer-page.call", { phone })}
          </a>
        )}
      </footer>
    </>
  );
}

/** Name and phone, and what the friend would like; nothing more is asked. */
function Answer({ code, onDone }: { code: string; onDone: () => void }) {
  const t = useT();
  const [typed, setTyped] = useState({ name: "", phone: "", wish: "" });
  const [kind, setKind] = useState<Category | null>(null);
  const set = (change: Partial<typeof typed>) => setTyped((before) => ({ ...before, ...change }));
  const send = useCommand({
    run: (body: LeadIn, sent) =>
      answer(
        api.POST("/v1/invitations/{referral_code}/leads", {
          params: {
            path: { referral_code: code },
            header: { "idempotency-key": sent.headers["Idempotency-Key"] },
          },
          body,
        }),
      ),
    invalidates: [],
    onDone,
  });
  const name = typed.name.trim();
  const phone = typed.phone.replace(/[\s-]/g, "");
  return (
    <Form
      className="block stack"
      onSend={() => {
        if (name && phone) void send.submit({ name, phone, wanted_category: kind, wish: typed.wish.trim() });
      }}
    >
      <h2>{t("customer-page.invite.leave")}</h2>
      <Field name="name" needed label={t("customer-page.invite.name")}>
        <Input
          size="large"
          autoComplete="name"
          maxLength={40}
          value={typed.name}
          onChange={(event) => set({ name: event.target.value })}
        />
      </Field>
      <Field name="phone" needed label={t("customer-page.invite.phone")}>
        <Input
          size="large"
          inputMode="tel"
          autoComplete="tel"
          maxLength={20}
          value={typed.phone}
          onChange={(event) => set({ phone: event.target.value })}
        />
      </Field>
      <Field name="wanted_category" label={t("customer-page.invite.kind")}>
        <Select
          size="large"
          allowClear
          value={kind}
          onChange={(value) => setKind(value ?? null)}
          options={KINDS.map((value) => ({ value, label: word("category", value) }))}
        />
      </Field>
      <Field name="wish" label={t("customer-page.invite.wish")}>
        <Input.TextArea
          rows={3}
          maxLength={500}
          value={typed.wish}
          onChange={(event) => set({ wish: event.target.value })}
        />
      </Field>
      <p className="quiet">{t("customer-page.invite.privacy")}</p>
      <ProblemAlert problem={send.problem} retry={send.retry} />
      <Button type="primary" size="large" htmlType="submit" disabled={!name || !phone} loading={send.pending}>
        {t("customer-page.invite.send")}
      </Button>
    </Form>
  );
}
