import { useEffect, useRef } from "react";
import { useT } from "@/i18n";
import { pictureOf } from "../photos";
import type { Photo } from "../read";
import { Purposes } from "./grid";
import type { Marks } from "./price";

/** One photo large, or two to four side by side; the one the keys act on is framed. */
export function Large(props: { photos: readonly Photo[]; at: number; marks: Marks; onPick: (at: number) => void }) {
  const { photos, at, marks, onPick } = props;
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const shown = photos.map(({ id }) => id).join(" ");
  useEffect(() => {
    // The keys work at once, and again when the photo they were on is gone.
    if (!box.current?.contains(document.activeElement)) box.current?.focus({ preventScroll: true });
  }, [shown]);
  return (
    <div ref={box} tabIndex={-1} className={`pp-large pp-large-${photos.length}`}>
      {photos.map((photo, index) => (
        <button
          type="button"
          key={photo.id}
          aria-pressed={index === at}
          className={index === at && photos.length > 1 ? "is-here" : ""}
          onClick={() => onPick(index)}
          aria-label={t("post-production.room.large", { name: photo.name })}
        >
          <img src={pictureOf(photo.id, "preview")} alt={photo.name} draggable={false} />
          <span className="pp-large-foot">
            <span className="number">{photo.name}</span> <Purposes mark={marks.get(photo.id)} />
            {marks.get(photo.id)?.remark}
          </span>
        </button>
      ))}
    </div>
  );
}
