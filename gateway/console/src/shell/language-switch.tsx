import { useLanguage, useT } from "@/i18n";
import { speak } from "@/i18n/speak";

/** Chinese or English; remembered on this machine. */
export function LanguageSwitch() {
  const t = useT();
  const language = useLanguage();
  return (
    <div className="language-switch" role="group" aria-label={t("language.choose")}>
      {(["zh", "en"] as const).map((one) => (
        <button key={one} type="button" lang={one} aria-pressed={one === language} onClick={() => void speak(one)}>
          {t(`language.${one}`)}
        </button>
      ))}
    </div>
  );
}
