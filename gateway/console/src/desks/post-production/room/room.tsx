import { Button, Input } from "antd";
import { useState, type KeyboardEvent, type ReactNode } from "react";
import { useT, word } from "@/i18n";
import { useShortcut } from "@/shell/shortcuts";
import { Dialog, ProblemAlert } from "@/ui";
import { usePhotos } from "../photos";
import type { OrderPart, Photo, Purpose, TaggedSelection } from "../read";
import { filtered, FILTERS, type Filter } from "./filter";
import { FinishSelection } from "./finish";
import { PhotoGrid } from "./grid";
import { Large } from "./large";
import { runningSale, toggled } from "./price";
import { ProductsDialog } from "./products";
import { SaleBar } from "./sale-bar";
import { useChoices } from "./use-choices";
import { useVerdicts, type Verdict } from "./use-verdicts";

const PURPOSE_KEYS = { a: "ALBUM", e: "ENLARGEMENT", g: "GIFT", f: "FILE" } as const satisfies Record<string, Purpose>;
const MOST_COMPARED = 4;
type View = "grid" | "one" | "compare";

function RemarkDialog(props: { photo: Photo; words: string; onSave: (words: string) => void; onClose: () => void }) {
  const t = useT();
  const [words, setWords] = useState(props.words);
  return (
    <Dialog
      title={t("post-production.room.remark_of", { name: props.photo.name })}
      okText={t("post-production.room.remark_save")}
      cancelText={t("form.back")}
      onOk={() => props.onSave(words.trim())}
      onCancel={props.onClose}
    >
      <Input
        aria-label={t("post-production.room.remark")}
        placeholder={t("post-production.room.remark_hint")}
        maxLength={200}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
    </Dialog>
  );
}

/** Where the eye is: which photos are shown, which one the keys act on, alone or compared. */
function useViewing(photos: readonly Photo[]) {
  const [at, setAt] = useState(0);
  const [view, setView] = useState<View>("grid");
  const [compared, setCompared] = useState<readonly string[]>([]);
  const [side, setSide] = useState(0);
  const place = Math.min(at, Math.max(0, photos.length - 1));
  return { place, setAt, view, setView, compared, setCompared, side, setSide };
}

function step(key: string, columns: number): number {
  return (
    {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: columns,
      ArrowUp: -columns,
      PageDown: 4 * columns,
      PageUp: -4 * columns,
    }[key] ?? 0
  );
}

/** Choosing photos with the customer by keyboard, with the price live (PST-04, PST-15). */
export function Room(props: {
  part: OrderPart;
  read: TaggedSelection;
  editable: boolean;
  onLeave: () => void;
  onDone: () => void;
  /** Stands over the photos before the choosing begins. */
  children: ReactNode;
}) {
  const { part, read, editable, onLeave, onDone, children } = props;
  const t = useT();
  const selection = read.data;
  const list = usePhotos(part.order_id);
  const choices = useChoices(selection);
  const { verdicts, judge } = useVerdicts(selection.id);
  const [filter, setFilter] = useState<Filter>("ALL");
  const [columns, setColumns] = useState(1);
  const [dialog, setDialog] = useState<"remark" | "products" | "finish" | null>(null);
  const all = list.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = filtered(all, filter, choices.marks, verdicts);
  const { place, setAt, view, setView, compared, setCompared, side, setSide } = useViewing(shown);
  const pair = compared.flatMap((id) => all.find((photo) => photo.id === id) ?? []);
  const here = view === "compare" ? pair[Math.min(side, pair.length - 1)] : shown[place];

  const purpose = (what: Purpose) => here && choices.set(here.id, toggled(choices.marks.get(here.id), what));
  const verdict = (what: Verdict) => {
    if (!here) return;
    judge(here.id, what);
    if (what === "DROPPED" && choices.marks.has(here.id)) choices.set(here.id, null);
    if (view === "compare") {
      const left = compared.filter((id) => what !== "DROPPED" || id !== here.id);
      setCompared(left);
      if (left.length < 2) setView("grid");
    } else if (filter === "ALL") setAt(Math.min(place + 1, shown.length - 1));
  };
  const compare = () => {
    if (!here) return;
    if (compared.includes(here.id)) setCompared(compared.filter((id) => id !== here.id));
    else if (compared.length < MOST_COMPARED) setCompared([...compared, here.id]);
  };
  const side_by_side = () => {
    if (pair.length < 2) return;
    setSide(0);
    setView("compare");
  };
  const toGrid = () => {
    if (view === "compare") setCompared([]);
    setView("grid");
  };
  const back = () => (view === "grid" ? onLeave() : toGrid());
  const steer = (event: KeyboardEvent) => {
    if (children || !(event.target as HTMLElement).closest(".pp-stage-area") || event.ctrlKey || event.altKey) return;
    if (event.key === "Escape") back();
    else if (event.key === "Enter" && view === "grid") setView("one");
    else if (event.key === "Enter") toGrid();
    else if (event.key === " " && editable) purpose("ALBUM");
    else if (event.key === "Home") setAt(0);
    else if (event.key === "End") setAt(shown.length - 1);
    else if (step(event.key, columns) === 0) return;
    else if (view === "compare") setSide((side + Math.sign(step(event.key, 1)) + pair.length) % pair.length);
    else setAt(Math.max(0, Math.min(shown.length - 1, place + step(event.key, view === "one" ? 1 : columns))));
    event.preventDefault();
  };
  const off = { off: !editable };
  useShortcut("a", word("post-production.purpose", "ALBUM"), () => purpose(PURPOSE_KEYS.a), off);
  useShortcut("e", word("post-production.purpose", "ENLARGEMENT"), () => purpose(PURPOSE_KEYS.e), off);
  useShortcut("g", word("post-production.purpose", "GIFT"), () => purpose(PURPOSE_KEYS.g), off);
  useShortcut("f", word("post-production.purpose", "FILE"), () => purpose(PURPOSE_KEYS.f), off);
  useShortcut("k", t("post-production.room.keep"), () => verdict("KEPT"), off);
  useShortcut("d", t("post-production.room.drop"), () => verdict("DROPPED"), off);
  useShortcut(
    "r",
    t("post-production.room.remark"),
    () => here && choices.marks.has(here.id) && setDialog("remark"),
    off,
  );
  useShortcut("c", t("post-production.room.compare"), compare);
  useShortcut("v", t("post-production.room.side_by_side"), side_by_side);
  useShortcut("p", t("post-production.products.title"), () => setDialog("products"), off);
  useShortcut("s", t("post-production.finish.title"), () => setDialog("finish"), off);
  FILTERS.forEach((one, number) => {
    // eslint-disable-next-line react-hooks/rules-of-hooks -- the list of filters never changes
    useShortcut(String(number + 1), t(`post-production.filter.${one}`), () => setFilter(one));
  });
  const pick = (index: number, open: boolean) => {
    setAt(index);
    if (open) setView("one");
  };

  return (
    <>
      <SaleBar
        number={part.number ?? ""}
        selection={selection}
        sale={runningSale(selection, choices.marks)}
        unsaved={choices.unsaved}
        total={all.length}
        filter={filter}
        onFilter={setFilter}
        editable={editable}
        onProducts={() => setDialog("products")}
        onFinish={() => setDialog("finish")}
        onLeave={onLeave}
      />
      <ProblemAlert problem={choices.problem} retry={choices.retry} />
      <ProblemAlert problem={list.error} retry={() => list.refetch()} />
      <div className="pp-stage-area" onKeyDown={steer}>
        {children}
        {!children && view === "grid" && (
          <PhotoGrid
            photos={shown}
            at={place}
            marks={choices.marks}
            verdicts={verdicts}
            compared={compared}
            onPick={pick}
            onColumns={setColumns}
          />
        )}
        {!children && view !== "grid" && (
          <Large
            photos={view === "compare" ? pair : here ? [here] : []}
            at={view === "compare" ? side : 0}
            marks={choices.marks}
            onPick={(index) => (view === "compare" ? setSide(index) : toGrid())}
          />
        )}
        {!children && shown.length === 0 && !list.isFetching && (
          <p className="empty">{t("post-production.room.none")}</p>
        )}
      </div>
      {editable && !children && (
        // A click leaves the keyboard on the photos.
        <div className="pp-keys" aria-label={t("shortcuts.title")} onMouseDown={(event) => event.preventDefault()}>
          {Object.entries(PURPOSE_KEYS).map(([key, what]) => (
            <Button key={key} size="small" onClick={() => purpose(what)}>
              <kbd aria-hidden>{key.toUpperCase()}</kbd> {word("post-production.purpose", what)}
            </Button>
          ))}
          <Button size="small" onClick={() => verdict("KEPT")}>
            <kbd aria-hidden>K</kbd> {t("post-production.room.keep")}
          </Button>
          <Button size="small" onClick={() => verdict("DROPPED")}>
            <kbd aria-hidden>D</kbd> {t("post-production.room.drop")}
          </Button>
          <Button size="small" onClick={compare}>
            <kbd aria-hidden>C</kbd> {t("post-production.room.compare")}{" "}
            {compared.length > 0 && `${compared.length}/${MOST_COMPARED}`}
          </Button>
          <Button size="small" disabled={pair.length < 2} onClick={side_by_side}>
            <kbd aria-hidden>V</kbd> {t("post-production.room.side_by_side")}
          </Button>
          <Button size="small" disabled={!here || !choices.marks.has(here.id)} onClick={() => setDialog("remark")}>
            <kbd aria-hidden>R</kbd> {t("post-production.room.remark")}
          </Button>
        </div>
      )}
      {dialog === "remark" && here && (
        <RemarkDialog
          photo={here}
          words={choices.marks.get(here.id)?.remark ?? ""}
          onClose={() => setDialog(null)}
          onSave={(remark) => {
            const mark = choices.marks.get(here.id);
            if (mark) choices.set(here.id, { ...mark, remark });
            setDialog(null);
          }}
        />
      )}
      {dialog === "products" && <ProductsDialog read={read} onClose={() => setDialog(null)} />}
      {dialog === "finish" && (
        <FinishSelection
          selection={selection}
          choices={choices}
          photos={all}
          onClose={() => setDialog(null)}
          onDone={onDone}
        />
      )}
    </>
  );
}
