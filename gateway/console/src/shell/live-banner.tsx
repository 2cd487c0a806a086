import { useEffect, useRef, useState } from "react";
import { useLiveState } from "@/api/live";
import { useT } from "@/i18n";

/** Says when what is shown may be old, and when it is fresh again. */
export function LiveBanner() {
  const t = useT();
  const state = useLiveState();
  const wasLost = useRef(false);
  const [back, setBack] = useState(false);
  useEffect(() => {
    if (state === "lost") wasLost.current = true;
    if (state !== "live" || !wasLost.current) return;
    wasLost.current = false;
    setBack(true);
    const timer = setTimeout(() => setBack(false), 4000);
    return () => clearTimeout(timer);
  }, [state]);
  return (
    <div role="status" aria-live="polite">
      {state === "lost" && <p className="banner banner-lost">{t("live.lost")}</p>}
      {state !== "lost" && back && <p className="banner banner-back">{t("live.back")}</p>}
    </div>
  );
}

/** The small light in the top bar. */
export function LiveLight() {
  const t = useT();
  const state = useLiveState();
  return (
    <span className={`live-light live-${state}`} title={t(`live.${state}_hint`)}>
      <span aria-hidden className="live-dot" />
      {t(`live.${state}_word`)}
    </span>
  );
}
