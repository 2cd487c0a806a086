import { Button, Select } from "antd";
import { useState } from "react";
import { answer, api, useCommand } from "@/api";
import { businessNow, dayAndTime, plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { ProblemAlert, QueueTable, StaffName } from "@/ui";
import { CardDialog } from "./card-dialog";
import { CareDialog } from "./care-dialog";
import { CARES, MOVES, STALE, THING_KINDS, isWanted, type Care, type Thing, type ThingKind } from "./kinds";
import { WriteOffDialog } from "./write-off-dialog";

type Asked = { thing: Thing; for: "card" | "strike" };

/** Every thing with where it is and in which state; red what a booking needs and cannot be used (SHO-12). */
export function Register({ keeps }: { keeps: boolean }) {
  const t = useT();
  const { id: branch_id } = useBranch();
  const [kind, setKind] = useState<ThingKind | null>(null);
  const [care, setCare] = useState<Care | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  return (
    <>
      <div className="sched-tools">
        <Select<ThingKind | "">
          className="things-filter"
          aria-label={t("scheduling.things.kind")}
          value={kind ?? ""}
          onChange={(one) => setKind(one || null)}
          options={[
            { value: "", label: t("scheduling.things.every_kind") },
            ...THING_KINDS.map((one) => ({ value: one, label: word("scheduling.kind", one) })),
          ]}
        />
        <Select<Care | "">
          className="things-filter"
          aria-label={t("scheduling.things.state")}
          value={care ?? ""}
          onChange={(one) => setCare(one || null)}
          options={[
            { value: "", label: t("scheduling.things.every_state") },
            ...CARES.map((one) => ({ value: one, label: word("scheduling.care", one) })),
          ]}
        />
      </div>
      <QueueTable<Thing>
        label={t("scheduling.things.register")}
        queryKey={["scheduling", "things", branch_id, "register", kind, care]}
        fetch={(cursor) =>
          answer(
            api.GET("/v1/things", {
              params: { query: { branch_id, kind: kind ?? undefined, care: care ?? undefined, cursor } },
            }),
          )
        }
        live={MOVES}
        rowId={(row) => row.id}
        onOpen={keeps ? (thing) => setAsked({ thing, for: "card" }) : undefined}
        red={(row) => isWanted(row, businessNow())}
        empty={t("scheduling.things.none")}
        emptyHint={keeps ? t("scheduling.no_such_hint") : undefined}
        columns={[
          { id: "mark", title: t("scheduling.things.mark"), show: (row) => <span className="number">{row.mark}</span> },
          { id: "name", title: t("field.name"), show: (row) => <Name thing={row} /> },
          {
            id: "age",
            title: t("scheduling.things.age"),
            show: (row) => <span className="no-wrap">{word("scheduling.age", row.age)}</span>,
          },
          { id: "count", title: t("scheduling.things.quantity"), number: true, show: (row) => row.quantity },
          { id: "out", title: t("scheduling.things.out"), number: true, show: (row) => row.out || "–" },
          { id: "keeper", title: t("scheduling.things.keeper"), show: (row) => <StaffName id={row.keeper_id} /> },
          { id: "care", title: t("scheduling.things.state"), show: (row) => <CareOf thing={row} keeps={keeps} /> },
          {
            id: "act",
            title: t("scheduling.act"),
            show: (row) =>
              keeps && (
                <Button onClick={() => setAsked({ thing: row, for: "strike" })}>{t("scheduling.things.strike")}</Button>
              ),
          },
        ]}
      />
      {asked?.for === "card" && <CardDialog thing={asked.thing} onClose={close} />}
      {asked?.for === "strike" && <WriteOffDialog thing={asked.thing} onClose={close} />}
    </>
  );
}

function Name({ thing }: { thing: Thing }) {
  return (
    <>
      {thing.name}{" "}
      <span className="quiet">
        {word("scheduling.kind", thing.kind)}
        {thing.colour && ` · ${thing.colour}`}
      </span>
    </>
  );
}

/** The state of care, chosen on the spot; the cleaner's and the repair say when they are done. */
function CareOf({ thing, keeps }: { thing: Thing; keeps: boolean }) {
  const t = useT();
  const [away, setAway] = useState<"DRY_CLEANER" | "REPAIR" | null>(null);
  const command = useCommand<(typeof CARES)[number]>({
    run: (care) =>
      answer(
        api.POST("/v1/things/{thing_id}/care", {
          params: { path: { thing_id: thing.id } },
          body: { care, note: "" },
        }),
      ),
    invalidates: STALE,
  });
  const until = thing.care_until && t("scheduling.things.until", { day: plainDay(thing.care_until) });
  const wanted = isWanted(thing, businessNow()) && t("scheduling.things.needed", { time: dayAndTime(thing.needed_at) });
  return (
    // What is clicked in the list of states or in the dialog opens no card.
    <div onClick={(event) => event.stopPropagation()}>
      {keeps ? (
        <Select
          className="things-care"
          aria-label={`${t("scheduling.things.state")} ${thing.name}`}
          loading={command.pending}
          value={thing.care}
          onChange={(care: Care) => {
            if (care === "DRY_CLEANER" || care === "REPAIR") setAway(care);
            else if (care !== "RETIRED" && care !== thing.care) void command.submit(care);
          }}
          options={CARES.map((one) => ({ value: one, label: word("scheduling.care", one) }))}
        />
      ) : (
        word("scheduling.care", thing.care)
      )}
      {wanted && <span className="tag tag-red">{wanted}</span>}
      <span className="quiet small"> {[until, thing.care_note].filter(Boolean).join(" · ")}</span>
      <ProblemAlert problem={command.problem} retry={command.retry} />
      {away && <CareDialog thing={thing} care={away} onClose={() => setAway(null)} />}
    </div>
  );
}
