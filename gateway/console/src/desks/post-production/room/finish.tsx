import { Checkbox, Radio } from "antd";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { isoDay, money } from "@/format";
import { useT, word } from "@/i18n";
import { CountInput, DayInput, Dialog, Field, ProblemAlert, SignaturePad, Wizard } from "@/ui";
import { DESK, type Photo, type Selection } from "../read";
import { Purposes } from "./grid";
import { runningSale } from "./price";
import { SaleParts } from "./sale-bar";
import type { Choices } from "./use-choices";

type Signature = components["schemas"]["post_production_SignatureIn"];
type Confirmation = components["schemas"]["post_production_ConfirmationIn"];
const REVIEWS = ["IN_SHOP", "ONLINE", "NONE"] as const;

/** Lists compared, signed on the screen, closed: in this order and none left out (GEN-13, PST-11, PST-14). */
export function FinishSelection(props: {
  selection: Selection;
  choices: Choices;
  photos: readonly Photo[];
  onClose: () => void;
  onDone: () => void;
}) {
  const { selection, choices, photos, onClose, onDone } = props;
  const t = useT();
  const [handwritten, setHandwritten] = useState<number | null>(null);
  const [png, setPng] = useState<string | null>(null);
  const [review_mode, setReview] = useState<Confirmation["review_mode"]>("IN_SHOP");
  const [pickup, setPickup] = useState(selection.pickup_on ?? "");
  const [seen, setSeen] = useState("");
  const [backup_confirmed, setBackup] = useState(false);
  const path = { selection_id: selection.id };
  const signing = useCommand({
    run: (body: Signature, sent) =>
      answer(api.POST("/v1/selections/{selection_id}/signature", { params: { path }, body, headers: sent.headers })),
    invalidates: [DESK],
  });
  const closing = useCommand({
    run: (body: Confirmation, sent) =>
      answer(
        api.POST("/v1/selections/{selection_id}/confirmation", {
          params: { path, header: { "idempotency-key": sent.headers["Idempotency-Key"] } },
          body,
        }),
      ),
    invalidates: [DESK],
    onDone,
  });
  const sale = runningSale(selection, choices.marks);
  const sees = review_mode !== "NONE";
  const seenInTime = seen !== "" && (pickup === "" || seen <= pickup);
  const differ = handwritten !== null && handwritten !== sale.listed;
  const listed = photos.filter((photo) => choices.marks.has(photo.id));
  const compare = (
    <div className="stack">
      <div className="pp-compare-lists">
        <p>
          {t("post-production.finish.electronic")} <b className="pp-figure">{sale.listed}</b>
        </p>
        <Field
          name="handwritten_count"
          label={t("post-production.finish.handwritten")}
          needed
          wrong={differ && t("post-production.finish.differ")}
        >
          <CountInput autoFocus most={100_000} value={handwritten} onChange={setHandwritten} />
        </Field>
        <p>
          {t("post-production.room.amount")}{" "}
          <b className="pp-figure">{money({ ...selection.amount, amount: sale.amount })}</b>
        </p>
        <p className="flags quiet">
          <SaleParts selection={selection} sale={sale} />
        </p>
      </div>
      <ol className="pp-list" tabIndex={0} aria-label={t("post-production.finish.electronic")}>
        {listed.map((photo) => (
          <li key={photo.id}>
            <span className="number">{photo.name}</span> <Purposes mark={choices.marks.get(photo.id)} />{" "}
            <span className="quiet">{choices.marks.get(photo.id)?.remark}</span>
          </li>
        ))}
      </ol>
      <ProblemAlert problem={choices.problem} retry={choices.retry} />
    </div>
  );
  const sign = (
    <div className="stack">
      <p>
        {t("post-production.finish.sign_hint", {
          count: sale.listed,
          amount: money({ ...selection.amount, amount: sale.amount }),
        })}
      </p>
      <SignaturePad onChange={setPng} label={t("post-production.finish.sign")} />
      <ProblemAlert problem={signing.problem} retry={signing.retry} />
    </div>
  );
  const close = (
    <div className="stack">
      <Field name="review_mode" label={t("post-production.finish.review")} group>
        <Radio.Group
          value={review_mode}
          onChange={({ target }) => setReview(target.value)}
          options={REVIEWS.map((value) => ({ value, label: word("post-production.review", value) }))}
        />
      </Field>
      {sees && (
        <Field
          name="review_on"
          label={t("post-production.finish.review_on")}
          needed
          wrong={seen !== "" && !seenInTime && t("post-production.finish.review_late")}
        >
          <DayInput min={isoDay()} value={seen} onChange={setSeen} />
        </Field>
      )}
      <Field name="pickup_on" label={t("post-production.finish.pickup_on")} needed>
        <DayInput min={isoDay()} value={pickup} onChange={setPickup} />
      </Field>
      <Checkbox checked={backup_confirmed} onChange={({ target }) => setBackup(target.checked)}>
        {t("post-production.finish.backup")}
      </Checkbox>
      <ProblemAlert problem={closing.problem} retry={closing.retry} />
    </div>
  );
  return (
    <Dialog width={900} footer={null} title={t("post-production.finish.title")} onCancel={onClose}>
      <Wizard
        finish={t("post-production.finish.close")}
        pending={closing.pending}
        onFinish={() =>
          closing.submit({ review_mode, review_on: sees ? seen : null, pickup_on: pickup, backup_confirmed })
        }
        steps={[
          {
            id: "compare",
            title: t("post-production.finish.compare"),
            ready: handwritten !== null && !differ && sale.listed > 0,
            content: compare,
            onNext: choices.settle,
          },
          {
            id: "sign",
            title: t("post-production.finish.sign"),
            ready: png !== null,
            content: sign,
            onNext: () => signing.submit({ handwritten_count: handwritten ?? 0, signature_image: png }),
          },
          {
            id: "close",
            title: t("post-production.finish.agree"),
            ready: pickup !== "" && (!sees || seenInTime) && backup_confirmed,
            content: close,
          },
        ]}
      />
    </Dialog>
  );
}
