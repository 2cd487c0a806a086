import { useQuery } from "@tanstack/react-query";
import { Input, Segmented, Select } from "antd";
import { useState } from "react";
import { answer, answerWithTag, api, useCommand, type components } from "@/api";
import { useT, word } from "@/i18n";
import { useBranch, useSession } from "@/session/session";
import { CountInput, Field, FormDialog, useColleagues } from "@/ui";
import { AGES, SINGLE, THING_KINDS, type Thing, type ThingKind } from "./kinds";

type Card = components["schemas"]["scheduling_ThingCard"];

/** A new thing, or the entry of one that is there; fewer only by a write-off (SHO-11). */
export function CardDialog(props: { thing?: Thing; kind?: ThingKind; onClose: () => void }) {
  const { thing, onClose } = props;
  const t = useT();
  const { id: branch_id } = useBranch();
  const { me } = useSession();
  const now = useQuery({
    queryKey: ["scheduling", "things", "one", thing?.id],
    queryFn: () => answerWithTag(api.GET("/v1/things/{thing_id}", { params: { path: { thing_id: thing?.id ?? "" } } })),
    enabled: thing !== undefined,
  });
  const [kind, setKind] = useState<ThingKind>(thing?.kind ?? props.kind ?? "HAIR_ORNAMENT");
  const [card, setCard] = useState<Card>({
    name: thing?.name ?? "",
    mark: thing?.mark ?? "",
    colour: thing?.colour ?? "",
    age: thing?.age ?? "NEW",
    quantity: thing?.quantity ?? 1,
    keeper_id: thing ? thing.keeper_id : me.staff,
  });
  const [quantity, setQuantity] = useState<number | null>(card.quantity ?? 1);
  const set = (more: Partial<Card>) => setCard((old) => ({ ...old, ...more }));
  const command = useCommand<Card>({
    run: (body, sent) =>
      thing
        ? answer(
            api.PUT("/v1/things/{thing_id}", {
              params: { path: { thing_id: thing.id }, header: { "if-match": sent.headers["If-Match"] ?? "" } },
              body,
            }),
          )
        : answer(api.POST("/v1/things", { body: { ...body, branch_id, kind }, headers: sent.headers })),
    tag: now.data?.tag ?? (thing ? `"${thing.version}"` : null),
    onDone: onClose,
    onStale: () => void now.refetch(),
    invalidates: [["scheduling"]],
  });
  const single = SINGLE.includes(kind);
  const ready = card.name.trim() !== "" && (single || quantity !== null);
  const body = ready
    ? { ...card, name: card.name.trim(), mark: card.mark?.trim() || null, quantity: single ? 1 : (quantity ?? 1) }
    : null;
  const staff = useColleagues().map(({ id, display_name }) => ({ value: id, label: display_name }));
  return (
    <FormDialog
      {...{ command, body, onClose }}
      title={thing ? `${t("scheduling.things.correct")} · ${thing.name}` : t("scheduling.things.add")}
      ok={thing ? t("scheduling.things.correct") : t("scheduling.things.add")}
    >
      {!thing && (
        <Field name="kind" label={t("scheduling.things.kind")}>
          <Select
            value={kind}
            onChange={setKind}
            options={THING_KINDS.map((one) => ({ value: one, label: word("scheduling.kind", one) }))}
          />
        </Field>
      )}
      <Field name="name" needed label={t("field.name")}>
        <Input autoFocus data-begin maxLength={60} value={card.name} onChange={(e) => set({ name: e.target.value })} />
      </Field>
      <div className="sched-fields">
        <Field name="mark" label={t("scheduling.things.mark")}>
          <Input maxLength={40} value={card.mark ?? ""} onChange={(e) => set({ mark: e.target.value })} />
        </Field>
        <Field name="colour" label={t("scheduling.things.colour")}>
          <Input maxLength={40} value={card.colour ?? ""} onChange={(e) => set({ colour: e.target.value })} />
        </Field>
      </div>
      <Field group name="age" label={t("scheduling.things.age")}>
        <Segmented
          value={card.age ?? "USED"}
          onChange={(age) => set({ age })}
          options={AGES.map((one) => ({ value: one, label: word("scheduling.age", one) }))}
        />
      </Field>
      <div className="sched-fields">
        {!single && (
          <Field name="quantity" needed label={t("scheduling.things.quantity")}>
            <CountInput needed least={1} most={10_000} value={quantity} onChange={setQuantity} />
          </Field>
        )}
        <Field name="keeper_id" label={t("scheduling.things.keeper")}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            value={card.keeper_id ?? undefined}
            onChange={(keeper_id?: string) => set({ keeper_id: keeper_id ?? null })}
            options={staff}
          />
        </Field>
      </div>
    </FormDialog>
  );
}
