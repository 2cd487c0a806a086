import { CheckOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Segmented, Skeleton } from "antd";
import { useState } from "react";
import { answer, api, useCommand } from "@/api";
import { money } from "@/format";
import { useT } from "@/i18n";
import { Empty } from "@/ui/empty";
import { ProblemAlert } from "@/ui/problem-alert";
import { runningSale, toggled, type Running } from "../post-production/room/price";
import { albumKey, ownPicture, useOwnChoices, useOwnPhotos, type OwnPhoto, type OwnSelection } from "./album";
import { Lightbox } from "./lightbox";
import { Picture } from "./picture";
import { Sheet } from "./sheet";

const VIEWS = ["ALL", "CHOSEN"] as const;
type View = (typeof VIEWS)[number];

const costOf = ({ amount: { currency } }: OwnSelection, amount: number) =>
  money({ amount, currency: currency ?? "CNY" });

function Sums({ sale, selection, unsaved }: { sale: Running; selection: OwnSelection; unsaved: number }) {
  const t = useT();
  const cost = (amount: number) => costOf(selection, amount);
  return (
    <p className="customer-running" aria-live="polite">
      <span>
        {t("customer-page.choose.of", { chosen: sale.chosen, included: sale.included })}
        {sale.enlargements > 0 && ` · ${t("customer-page.choose.enlargements", { count: sale.enlargements })}`}
      </span>
      <b className="number">
        {sale.extra > 0
          ? t("customer-page.choose.extra_price", {
              count: sale.extra,
              price: cost(selection.extra_photo_price.amount),
              amount: cost(sale.extraAmount),
            })
          : t("customer-page.choose.no_extra")}
      </b>
      {sale.amount > sale.extraAmount && (
        <b className="number">
          {t("customer-page.choose.amount")} {cost(sale.amount)}
        </b>
      )}
      {selection.open && (
        <span className="quiet" role="status">
          {t(unsaved > 0 ? "customer-page.choose.saving" : "customer-page.choose.saved")}
        </span>
      )}
    </p>
  );
}

/** Choosing photos at home: what is included, what is extra and what it costs follow every touch (PST-04). */
export function Chooser({ code, selection }: { code: string; selection: OwnSelection }) {
  const t = useT();
  const list = useOwnPhotos(code);
  const choices = useOwnChoices(code, selection);
  const [view, setView] = useState<View>(selection.open ? "ALL" : "CHOSEN");
  const [large, setLarge] = useState<number | null>(null);
  const sending = useCommand({
    run: (_: string, sent) =>
      answer(
        api.POST("/v1/customer/{code}/selection/proposal", {
          params: { path: { code }, header: { "idempotency-key": sent.headers["Idempotency-Key"] } },
        }),
      ),
    invalidates: [albumKey(code)],
  });
  const all = list.data?.pages.flatMap((page) => page.items) ?? [];
  const photos = view === "ALL" ? all : all.filter((photo) => choices.marks.has(photo.id));
  const sale = runningSale(selection, choices.marks);
  const sent = selection.proposed_at !== null && choices.unsaved === 0;
  const album = (photo: OwnPhoto) => choices.set(photo.id, toggled(choices.marks.get(photo.id), "ALBUM"));
  return (
    <Sheet
      code={code}
      title={t("customer-page.choose.title")}
      note={
        <Segmented<View>
          value={view}
          onChange={setView}
          options={VIEWS.map((value) => ({ value, label: t(`customer-page.choose.view.${value}`) }))}
        />
      }
      foot={
        <>
          <Sums sale={sale} selection={selection} unsaved={choices.unsaved} />
          {selection.open && (
            <Button
              type="primary"
              size="large"
              disabled={sale.listed === 0 || sent}
              loading={sending.pending}
              onClick={async () => {
                if (await choices.settle()) void sending.submit([...choices.marks.keys()].join(" "));
              }}
            >
              {t(sent ? "customer-page.choose.was_sent" : "customer-page.choose.send")}
            </Button>
          )}
        </>
      }
    >
      {!selection.open && <p className="customer-thanks">{t("customer-page.choose.closed")}</p>}
      {selection.open && (
        <p className="quiet">
          {t(sent ? "customer-page.choose.state.sent" : "customer-page.choose.hint", { included: sale.included })}
        </p>
      )}
      <ProblemAlert
        problem={choices.problem ?? sending.problem}
        retry={choices.problem ? choices.retry : sending.retry}
      />
      <ProblemAlert problem={list.error} retry={() => list.refetch()} />
      {list.isPending && <Skeleton active />}
      {!list.isPending && photos.length === 0 && <Empty text={t("customer-page.choose.none")} />}
      <ul className="customer-wall">
        {photos.map((photo, at) => {
          const purposes = choices.marks.get(photo.id)?.purposes ?? [];
          const chosen = purposes.length > 0;
          return (
            <li key={photo.id} className={chosen ? "is-chosen" : ""}>
              <button type="button" className="customer-thumb" onClick={() => setLarge(at)}>
                <Picture src={ownPicture(code, photo.id, "thumbnail")} alt={photo.name} />
                {purposes.includes("ENLARGEMENT") && (
                  <span className="customer-purpose">{t("customer-page.choose.enlarge")}</span>
                )}
              </button>
              {selection.open && (
                <button
                  type="button"
                  className="customer-pick"
                  aria-pressed={purposes.includes("ALBUM")}
                  aria-label={t("customer-page.choose.pick", { name: photo.name })}
                  onClick={() => album(photo)}
                >
                  {purposes.includes("ALBUM") ? <CheckOutlined aria-hidden /> : <PlusOutlined aria-hidden />}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {large !== null && photos.length > 0 && (
        <Lightbox
          code={code}
          photos={photos}
          at={Math.min(large, photos.length - 1)}
          choices={choices}
          open={selection.open}
          sale={sale}
          price={(amount) => costOf(selection, amount)}
          onMove={setLarge}
          onClose={() => setLarge(null)}
        />
      )}
    </Sheet>
  );
}
