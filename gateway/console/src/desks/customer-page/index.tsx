import { registerTexts, useT } from "@/i18n";
import { Brand } from "@/shell/brand";
import { LanguageSwitch } from "@/shell/language-switch";
import { Empty } from "@/ui/empty";
import en from "./i18n/en.json";
import zh from "./i18n/zh.json";

registerTexts("customer-page", { zh, en });

/** What a customer sees behind a link with a code: phone first, without the shell. */
export default function CustomerPage() {
  const t = useT();
  return (
    <div className="customer-page">
      <header>
        <Brand />
        <span className="grow" />
        <LanguageSwitch />
      </header>
      <main>
        <Empty text={t("customer-page.closed")} hint={t("customer-page.closed_hint")} />
      </main>
    </div>
  );
}
