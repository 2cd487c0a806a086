import { CloseOutlined, LeftOutlined, RightOutlined } from "@ant-design/icons";
import { useEffect, useRef, type KeyboardEvent, type TouchEvent } from "react";
import { createPortal } from "react-dom";
import { useT } from "@/i18n";
import { toggled, type Running } from "../post-production/room/price";
import type { Choices } from "../post-production/room/use-choices";
import { ownPicture, type OwnPhoto } from "./album";
import { Picture } from "./picture";

const SWIPE = 45;

/** One photo over the whole screen; swipe or the arrows go on, two buttons say what it is wished for. */
export function Lightbox(props: {
  code: string;
  photos: readonly OwnPhoto[];
  at: number;
  choices: Choices;
  open: boolean;
  sale: Running;
  price: (amount: number) => string;
  onMove: (at: number) => void;
  onClose: () => void;
}) {
  const { code, photos, at, choices, open, sale, price, onMove, onClose } = props;
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const began = useRef(0);
  const photo = photos[at];
  useEffect(() => {
    box.current?.focus();
  }, []);
  useEffect(() => {
    const next = photos[at + 1];
    if (next) new Image().src = ownPicture(code, next.id, "proof");
  }, [code, photos, at]);
  if (!photo) return null;
  const mark = choices.marks.get(photo.id);
  const go = (by: number) => onMove(Math.max(0, Math.min(photos.length - 1, at + by)));
  const wish = (purpose: "ALBUM" | "ENLARGEMENT") => open && choices.set(photo.id, toggled(mark, purpose));
  const keys = (event: KeyboardEvent) => {
    if (event.key === "ArrowRight") go(1);
    else if (event.key === "ArrowLeft") go(-1);
    else if (event.key === "Escape") onClose();
  };
  const swiped = (event: TouchEvent) => {
    const away = (event.changedTouches[0]?.clientX ?? 0) - began.current;
    if (Math.abs(away) > SWIPE) go(away < 0 ? 1 : -1);
  };
  return createPortal(
    <div
      ref={box}
      className="customer-large"
      role="dialog"
      aria-modal
      aria-label={photo.name}
      tabIndex={-1}
      onKeyDown={keys}
      onTouchStart={(event) => (began.current = event.touches[0]?.clientX ?? 0)}
      onTouchEnd={swiped}
    >
      <header>
        <span className="number">
          {at + 1} / {photos.length}
        </span>
        <span className="quiet">{photo.name}</span>
        <span className="grow" />
        <button type="button" aria-label={t("customer-page.close")} onClick={onClose}>
          <CloseOutlined aria-hidden />
        </button>
      </header>
      <div
        className="customer-large-stage"
        style={{ backgroundImage: `url(${ownPicture(code, photo.id, "thumbnail")})` }}
      >
        <Picture key={photo.id} src={ownPicture(code, photo.id, "proof")} alt={photo.name} lazy={false} />
        <button
          type="button"
          className="is-left"
          disabled={at === 0}
          aria-label={t("customer-page.choose.back")}
          onClick={() => go(-1)}
        >
          <LeftOutlined aria-hidden />
        </button>
        <button
          type="button"
          className="is-right"
          disabled={at === photos.length - 1}
          aria-label={t("customer-page.choose.on")}
          onClick={() => go(1)}
        >
          <RightOutlined aria-hidden />
        </button>
      </div>
      <footer>
        <p className="number">
          {t("customer-page.choose.of", { chosen: sale.chosen, included: sale.included })}
          {sale.extra > 0 && ` · ${t("customer-page.choose.extra", { count: sale.extra })} ${price(sale.extraAmount)}`}
        </p>
        {open && (
          <div className="customer-wishes">
            <button
              type="button"
              aria-pressed={Boolean(mark?.purposes.includes("ALBUM"))}
              onClick={() => wish("ALBUM")}
            >
              {t("customer-page.choose.album")}
            </button>
            <button
              type="button"
              aria-pressed={Boolean(mark?.purposes.includes("ENLARGEMENT"))}
              onClick={() => wish("ENLARGEMENT")}
            >
              {t("customer-page.choose.enlarge")}
            </button>
          </div>
        )}
      </footer>
    </div>,
    document.body,
  );
}
