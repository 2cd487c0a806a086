import { useState } from "react";
import { Button, Input } from "antd";
import { answer, api } from "@/api/client";
import { asProblem, type Problem } from "@/api/problem";
import { useT } from "@/i18n";
import { LanguageSwitch } from "@/shell/language-switch";
import { Brand } from "@/shell/brand";
import { Field } from "@/ui/field";
import { Form } from "@/ui/form";
import { ProblemAlert } from "@/ui/problem-alert";
import type { Me } from "./session";

/** Name and password; what was typed stays when it is refused. */
export function SignInForm({ name: known = "", onEntered }: { name?: string; onEntered: (me: Me) => void }) {
  const t = useT();
  const [name, setName] = useState(known);
  const [password, setPassword] = useState("");
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const submit = async () => {
    if (pending || !name.trim() || !password) return;
    setPending(true);
    try {
      const body = { name: name.trim().toLowerCase(), password };
      onEntered((await answer(api.POST("/v1/session", { body }))) as Me);
    } catch (error) {
      setProblem(asProblem(error));
      setPending(false);
    }
  };
  return (
    <Form onSend={submit} className="stack" aria-label={t("session.sign_in")}>
      <Field name="name" label={t("session.name")}>
        <Input
          size="large"
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          autoFocus={!known}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Field name="password" label={t("session.password")}>
        <Input.Password
          size="large"
          name="password"
          autoComplete="current-password"
          autoFocus={Boolean(known)}
          data-begin={known ? "" : undefined}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      <ProblemAlert problem={problem} />
      <Button type="primary" size="large" htmlType="submit" loading={pending} block>
        {t("session.sign_in")}
      </Button>
    </Form>
  );
}

/** The page for whoever is not signed in. */
export function SignIn({ onEntered }: { onEntered: (me: Me) => void }) {
  const t = useT();
  return (
    <div className="sign-in">
      <div className="sign-in-head">
        <LanguageSwitch />
      </div>
      <main className="sign-in-card">
        <Brand large />
        <h1 className="sign-in-title">{t("session.welcome")}</h1>
        <p className="quiet">{t("session.claim")}</p>
        <SignInForm onEntered={onEntered} />
      </main>
    </div>
  );
}
