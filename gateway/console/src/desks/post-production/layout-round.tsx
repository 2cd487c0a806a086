import { Button, Input } from "antd";
import { useState } from "react";
import { answer, api, useCommand } from "@/api";
import { dayAndTime } from "@/format";
import { useT } from "@/i18n";
import { useMay } from "@/session/session";
import { Dialog, Field, Form, PinnedPicture, ProblemAlert, type Spot, StaffName } from "@/ui";
import { pageOf, type LayoutPage } from "./layout-pages";
import { DESK, type Layout } from "./read";

/** Who set pins behind a link, where a member of staff would stand. */
const CUSTOMER = "customer";

type Pin = Layout["pins"][number];

function PinLine({ pin, number, mayDo, open }: { pin: Pin; number: number; mayDo: boolean; open: boolean }) {
  const t = useT();
  const settling = useCommand({
    run: (pin_id: string, sent) =>
      answer(api.POST("/v1/layout-pins/{pin_id}/settlement", { params: { path: { pin_id } }, headers: sent.headers })),
    invalidates: [DESK],
  });
  const taking = useCommand({
    run: (pin_id: string) =>
      answer(
        api.DELETE("/v1/layouts/{layout_id}/pins/{pin_id}", {
          params: { path: { layout_id: pin.layout_id, pin_id } },
        }),
      ),
    invalidates: [DESK],
  });
  return (
    <li className="line">
      <b className="number">{number}</b>
      <span className="line-main pp-wrap">
        {pin.remark}{" "}
        <span className="quiet">
          {pin.set_by === CUSTOMER ? t("post-production.layout.by_customer") : <StaffName id={pin.set_by} />}{" "}
          {dayAndTime(pin.set_at)}
        </span>
        <ProblemAlert problem={settling.problem ?? taking.problem} retry={settling.retry ?? taking.retry} />
      </span>
      {open && pin.set_by === CUSTOMER && <span className="tag">{t("post-production.layout.not_sent")}</span>}
      {pin.settled_at && <span className="tag">{t("post-production.layout.settled")}</span>}
      {!open && !pin.settled_at && mayDo && (
        <Button size="small" loading={settling.pending} onClick={() => settling.submit(pin.id)}>
          {t("post-production.layout.settle")}
        </Button>
      )}
      {open && pin.set_by !== CUSTOMER && (
        <Button size="small" type="text" loading={taking.pending} onClick={() => taking.submit(pin.id)}>
          {t("post-production.layout.take_back")}
        </Button>
      )}
    </li>
  );
}

/** One page large with its pins: what the customer says is pinned where it is meant (PST-17). */
export function PageDialog(props: {
  layout: Layout;
  page: LayoutPage;
  onPage: (at: number) => void;
  onClose: () => void;
}) {
  const { layout, page, onPage, onClose } = props;
  const t = useT();
  const may = useMay();
  const [spot, setSpot] = useState<Spot | null>(null);
  const [remark, setRemark] = useState("");
  const [picked, setPicked] = useState<string | null>(null);
  const open = layout.state === "READY";
  const answers = open && may("post_production.layouts.answer");
  const setting = useCommand({
    run: (body: Spot & { page_id: string; remark: string }, sent) =>
      answer(
        api.POST("/v1/layouts/{layout_id}/pins", {
          params: { path: { layout_id: layout.id } },
          body,
          headers: sent.headers,
        }),
      ),
    invalidates: [DESK],
    onDone: () => {
      setSpot(null);
      setRemark("");
    },
  });
  const numbered = layout.pins.map((pin, at) => ({ pin, number: at + 1 }));
  const here = numbered.filter(({ pin }) => pin.page_id === page.id);
  const at = layout.pictures.findIndex(({ id }) => id === page.id);
  return (
    <Dialog
      width={1180}
      footer={null}
      onCancel={onClose}
      title={`${t("post-production.layout.round", { round: layout.round })} · ${t("post-production.layout.page_number", { page: page.place })}`}
    >
      <div className="pp-page-view">
        <PinnedPicture
          src={pageOf(page.id, "preview")}
          alt={t("post-production.layout.page_number", { page: page.place })}
          width={page.width}
          height={page.height}
          pins={here.map(({ pin, number }) => ({
            ...pin,
            number,
            label: pin.remark,
            settled: pin.settled_at !== null,
          }))}
          draft={spot}
          onSpot={answers ? setSpot : undefined}
          onPin={setPicked}
          picked={picked}
        />
        <div className="stack">
          <span className="pp-buttons">
            <Button disabled={at <= 0} onClick={() => onPage(at - 1)}>
              {t("post-production.layout.page_before")}
            </Button>
            <Button disabled={at >= layout.pictures.length - 1} onClick={() => onPage(at + 1)}>
              {t("post-production.layout.page_after")}
            </Button>
          </span>
          {answers && <p className="quiet">{t("post-production.layout.pin_hint")}</p>}
          {spot && (
            <Form
              onSend={() => {
                if (remark.trim()) void setting.submit({ ...spot, page_id: page.id, remark: remark.trim() });
              }}
            >
              <Field name="remark" label={t("post-production.layout.wish")} needed>
                <Input autoFocus maxLength={500} value={remark} onChange={(event) => setRemark(event.target.value)} />
              </Field>
              <Button type="primary" htmlType="submit" disabled={!remark.trim()} loading={setting.pending}>
                {t("post-production.layout.pin")}
              </Button>
            </Form>
          )}
          <ProblemAlert problem={setting.problem} retry={setting.retry} />
          {here.length === 0 && !spot && <p className="quiet">{t("post-production.layout.no_pins")}</p>}
          <ol className="plain-list">
            {here.map(({ pin, number }) => (
              <PinLine key={pin.id} pin={pin} number={number} open={open} mayDo={may("post_production.work.do")} />
            ))}
          </ol>
        </div>
      </div>
    </Dialog>
  );
}

/** The pages of a round as small pictures with how many pins each has; one opens large. */
export function RoundPages({ layout }: { layout: Layout }) {
  const t = useT();
  const [at, setAt] = useState<number | null>(null);
  const page = at === null ? undefined : layout.pictures[at];
  if (layout.pictures.length === 0) return null;
  return (
    <>
      <ol className="pp-pages">
        {layout.pictures.map((one, index) => {
          const pins = layout.pins.filter(({ page_id }) => page_id === one.id);
          const left = pins.filter(({ settled_at }) => !settled_at).length;
          return (
            <li key={one.id}>
              <button type="button" onClick={() => setAt(index)}>
                <img
                  src={pageOf(one.id, "thumbnail")}
                  alt={t("post-production.layout.page_number", { page: one.place })}
                  loading="lazy"
                />
              </button>
              <span className="pp-page-foot">
                {t("post-production.layout.page_number", { page: one.place })}
                {pins.length > 0 && (
                  <span className={left > 0 ? "tag tag-red" : "tag"}>
                    {t("post-production.layout.pin_count", { count: pins.length })}
                  </span>
                )}
              </span>
            </li>
          );
        })}
      </ol>
      {page && <PageDialog key={page.id} layout={layout} page={page} onPage={setAt} onClose={() => setAt(null)} />}
    </>
  );
}
