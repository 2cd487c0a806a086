import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useEffect, useRef, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { answer, api, asProblem, useCommand, type components } from "@/api";
import { money } from "@/format";
import { useT } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import { DayInput, Field, MoneyInput, PersonName, ProblemAlert, StaffSelect } from "@/ui";
import { DeskPage } from "../desk-page";
import { ReferralCodeField } from "../front/referral-code";
import type { Category, Package } from "../types";
import { PackageChooser } from "./packages";
import { named, NOBODY, People, type Someone } from "./people";

type OrderIn = components["schemas"]["reception_OrderIn"];

interface Details {
  wedding: string | null;
  wanted: string | null;
  photographer: string | null;
  artist: string | null;
  discount: number | null;
  discountReason: string;
  code: string;
}

/** The visit the order comes from, when there is one. */
function useVisit(visit_id: string | null) {
  return useQuery({
    queryKey: ["reception", "visit", visit_id],
    queryFn: () => answer(api.GET("/v1/visits/{visit_id}", { params: { path: { visit_id: visit_id ?? "" } } })),
    enabled: visit_id !== null,
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
}

/** Registers whoever is new, once, and places the order. */
function usePlacing(onPlaced: (id: string) => void) {
  const registered = useRef(new Map<string, string>());
  const register = async (branch_id: string, one: Someone, at: number): Promise<string> => {
    if (one.id) return one.id;
    const mark = JSON.stringify([one.name.trim(), one.phone]);
    const known = registered.current.get(mark);
    if (known) return known;
    const body = { branch_id, name: one.name.trim(), phone: one.phone.replace(/[\s-]/g, "") || null };
    const { id } = await answer(api.POST("/v1/people", { body: { ...body, kind: "CUSTOMER" } })).catch((error) => {
      throw asProblem(error).within(`people.${at}`);
    });
    registered.current.set(mark, id);
    return id;
  };
  return useCommand({
    run: async ({ people, order }: { people: Someone[]; order: Omit<OrderIn, "person_ids"> }, sent) => {
      const person_ids: string[] = [];
      for (const [at, one] of people.entries())
        if (named(one)) person_ids.push(await register(order.branch_id, one, at));
      return answer(api.POST("/v1/orders", { body: { ...order, person_ids }, headers: sent.headers }));
    },
    onDone: (order) => onPlaced(order.id),
  });
}

/** Choose the package with the couple; the total follows at once (REC-02, M-75). */
export function NewOrder() {
  const t = useT();
  const go = useNavigate();
  const branch = useBranch();
  const [asked] = useSearchParams();
  const visit = useVisit(asked.get("visit"));
  const [chosenCategory, setCategory] = useState<Category | null>(null);
  const [chosen, setChosen] = useState<Package | null>(null);
  const [people, setPeople] = useState<Someone[]>([NOBODY]);
  const [details, setDetails] = useState<Details>({
    wedding: null,
    wanted: null,
    photographer: null,
    artist: null,
    discount: null,
    discountReason: "",
    code: "",
  });
  const set = (change: Partial<Details>) => setDetails((before) => ({ ...before, ...change }));
  useEffect(() => {
    if (!visit) return;
    if (visit.person_id) setPeople([{ ...NOBODY, id: visit.person_id }]);
    if (visit.wedding_date) set({ wedding: visit.wedding_date });
    if (visit.phone_booking) set({ wanted: visit.phone_booking.wanted_on });
  }, [visit]);
  const category = chosenCategory ?? visit?.wanted_category ?? "WEDDING_STUDIO";
  useEffect(() => {
    if (category.startsWith("WEDDING")) setPeople((all) => (all.length === 1 ? [...all, NOBODY] : all));
    else setPeople((all) => all.filter((one, at) => at === 0 || named(one)));
  }, [category, visit]);
  const place = usePlacing((id) => void go(`/reception/orders/${id}`, { replace: true }));
  const wanted = people.filter(named);
  const price = chosen?.current?.price;
  const total = price && { ...price, amount: price.amount - (details.discount ?? 0) };
  const least = category.startsWith("WEDDING") ? 2 : 1;
  const enough = wanted.length >= least;
  const ready = chosen !== null && enough && (!details.discount || details.discountReason.trim() !== "");
  const submit = () => {
    if (!ready || !chosen) return;
    const discount = details.discount ? { amount: details.discount, currency: branch.currency } : null;
    const order = {
      branch_id: branch.id,
      visit_id: visit?.id ?? null,
      package_id: chosen.id,
      wedding_date: details.wedding,
      wanted_date: details.wanted,
      designated_photographer_id: details.photographer,
      designated_makeup_artist_id: details.artist,
      referral_code: details.code.trim() || null,
      discount,
      discount_reason: discount ? details.discountReason.trim() : null,
    };
    void place.submit({ people, order });
  };
  return (
    <DeskPage
      title={t("reception.order.new")}
      note={visit?.number}
      shortcuts={[{ keys: "ctrl+enter", label: t("reception.order.place"), run: submit, typing: true }]}
    >
      <PackageChooser
        category={category}
        onCategory={(next) => {
          setCategory(next);
          setChosen(null);
        }}
        chosen={chosen?.id ?? null}
        onChoose={setChosen}
      />
      <div className="rc-two">
        <People people={people} least={least} onChange={setPeople} />
        <DetailFields details={details} set={set} referrer={visit?.referrer_person_id ?? null} />
      </div>
      <ProblemAlert problem={place.problem} retry={place.retry} />
      <div className="rc-total" aria-live="polite">
        <span>{chosen?.current?.name ?? t("reception.order.choose_package")}</span>
        {details.discount ? (
          <span className="quiet">−{money({ amount: details.discount, currency: branch.currency })}</span>
        ) : null}
        <span className="grow" />
        <b>{total ? money(total) : "–"}</b>
        <Button type="primary" size="large" disabled={!ready} loading={place.pending} onClick={submit}>
          {t("reception.order.place")}
        </Button>
        {!ready && <span className="quiet">{t(hintKey(chosen !== null, enough))}</span>}
      </div>
    </DeskPage>
  );
}

function hintKey(chosen: boolean, enough: boolean): string {
  if (!chosen) return "reception.order.need_package";
  return enough ? "reception.order.need_reason" : "reception.order.need_people";
}

function DetailFields(props: {
  details: Details;
  set: (change: Partial<Details>) => void;
  /** Who recommended us, as the visit says. */
  referrer: string | null;
}) {
  const { details, set, referrer } = props;
  const t = useT();
  const may = useMay();
  return (
    <section className="block" aria-label={t("reception.order.details")}>
      <h2>{t("reception.order.details")}</h2>
      <div className="rc-fields">
        <Field name="wedding_date" label={t("order.wedding")}>
          <DayInput optional value={details.wedding} onChange={(day) => set({ wedding: day || null })} />
        </Field>
        <Field name="wanted_date" label={t("reception.order.wanted")}>
          <DayInput optional value={details.wanted} onChange={(day) => set({ wanted: day || null })} />
        </Field>
        <Field name="designated_photographer_id" label={t("reception.order.photographer")} className="rc-wide">
          <StaffSelect
            roles={["photographer"]}
            value={details.photographer}
            onChange={(photographer) => set({ photographer })}
          />
        </Field>
        <Field name="designated_makeup_artist_id" label={t("field.designated_makeup_artist_id")} className="rc-wide">
          <StaffSelect roles={["makeup_artist"]} value={details.artist} onChange={(artist) => set({ artist })} />
        </Field>
        {referrer ? (
          <p className="field">
            <span>{t("reception.referral.by")}</span>
            <PersonName id={referrer} />
          </p>
        ) : (
          <ReferralCodeField value={details.code} onChange={(code) => set({ code })} />
        )}
        {may("reception.discounts.grant") && (
          <>
            <Field name="discount" label={t("reception.order.discount")}>
              <MoneyInput value={details.discount} onChange={(discount) => set({ discount })} />
            </Field>
            <Field
              name="discount_reason"
              label={t("reception.order.discount_reason")}
              needed={Boolean(details.discount)}
            >
              <Input
                maxLength={200}
                value={details.discountReason}
                onChange={(event) => set({ discountReason: event.target.value })}
              />
            </Field>
          </>
        )}
      </div>
    </section>
  );
}
