import { Problem } from "@/api/problem";
import { hasText, t } from "@/i18n";

/** One wrong field as the API tells it: its place ("body.lines.0.price"), the kind of mistake, a sentence. */
export interface Wrong {
  field: string;
  kind: string;
  message: string;
  /** The length, amount or number of things that is allowed, where the rule has one. */
  limit?: number | string | null;
}

/** A field shown on the page that can say what is wrong with it. */
export interface Place {
  name: string;
  /** Shows the words beside the field, or takes them away. */
  tell: (words: string | null) => void;
  /** Shows what the field itself finds wrong by now; false when there is nothing. */
  admit: () => boolean;
  /** Whether something stands there that is no amount, no day, …: nothing of the form is sent without it. */
  broken: () => boolean;
  /** How it is written, said where it was written otherwise. */
  format?: string;
}

const CONTROL = "input:not([type=hidden], [type=file]), textarea, select, canvas, [tabindex='0'], button";
/** The name of the only field of its form: whatever is wrong is about it. */
const ANY = "*";
const places = new WeakMap<Element, Place>();

/** What holds the fields and the buttons of one form. */
function formAround(element: Element): Element {
  return element.closest(".ant-modal") ?? element.closest("form, .block, main") ?? document.body;
}

/** Remember that this element shows the field. */
export function showsPlace(element: Element, place: Place): void {
  places.set(element, place);
}

/** What takes the keyboard in a field. */
export function controlOf(field: Element): HTMLElement | null {
  return field.querySelector<HTMLElement>(CONTROL);
}

/** The wrong fields that an answer names. */
export function wrongsOf({ details }: Problem): readonly Wrong[] {
  const errors: readonly unknown[] = Array.isArray(details["errors"]) ? details["errors"] : [];
  return errors.filter((one): one is Wrong => typeof (one as Wrong | null)?.field === "string");
}

/**
 * Which of the named fields an error is about.
 *
 * A field bears the API's name of what it asks for; in a list, the whole way to it ("lines.0.price"). The longest
 * beginning of the error's way counts first ("amount" for "body.amount.currency"), then its last part with a name.
 */
export function nameFor(way: string, names: ReadonlySet<string>): string | null {
  const [source, ...parts] = way.split(".");
  if (source !== "body") return null;
  for (let end = parts.length; end > 0; end -= 1) {
    const start = parts.slice(0, end).join(".");
    if (names.has(start)) return start;
  }
  return parts.findLast((part) => names.has(part)) ?? (names.has(ANY) ? ANY : null);
}

/** What is wrong with one field, in words of the trade. */
export function wordsFor({ kind, message, limit }: Wrong, problem: Problem, format?: string): string {
  // A rule of the trade has told its own sentence, in the reader's language.
  if (kind === problem.code) return message;
  if (kind === "string_pattern_mismatch" && format) return format;
  const exact = kind === "string_too_short" && limit === 1 ? "missing" : kind;
  return t(hasText(`wrong.${exact}`) ? `wrong.${exact}` : "wrong.other", { limit: limit ?? "" });
}

function shown(form: Element): [HTMLElement, Place][] {
  return [...form.querySelectorAll<HTMLElement>("[data-field]")].flatMap((element) => {
    const place = places.get(element);
    return place ? [[element, place]] : [];
  });
}

function take(element: HTMLElement | undefined): void {
  if (!element) return;
  controlOf(element)?.focus({ preventScroll: true });
  element.scrollIntoView({ block: "nearest" });
}

/** What an answer is still to be told for, when its fields have been told. */
export interface Told {
  rest: Problem | null;
  takeBack: () => void;
}

/** Tells every field of the form around `anchor` what the answer says of it; the first of them gets the keyboard. */
export function tellPlaces(anchor: Element, problem: Problem): Told {
  const wrongs = wrongsOf(problem);
  const fields = wrongs.length > 0 ? shown(formAround(anchor)) : [];
  const names = new Set(fields.map(([, { name }]) => name));
  const formats = new Map(fields.map(([, { name, format }]) => [name, format]));
  const words = new Map<string, string>();
  const rest = wrongs.filter((wrong) => {
    const name = nameFor(wrong.field, names);
    if (name !== null && !words.has(name)) words.set(name, wordsFor(wrong, problem, formats.get(name)));
    return name === null;
  });
  const told = fields.filter(([, { name }]) => words.has(name));
  for (const [, place] of told) place.tell(words.get(place.name) ?? null);
  take(told[0]?.[0]);
  return { rest: withOnly(problem, wrongs, rest), takeBack: () => told.forEach(([, place]) => place.tell(null)) };
}

function withOnly(problem: Problem, wrongs: readonly Wrong[], rest: readonly Wrong[]): Problem | null {
  if (rest.length === wrongs.length) return problem;
  if (rest.length === 0) return null;
  const { status, code, sentence, details, retryAfter } = problem;
  return new Problem(status, code, sentence, { ...details, errors: rest }, retryAfter);
}

/** Whoever wants to send a form that is not ready sees what it waits for; the first such field gets the keyboard. */
function admitMissing(form: Element): void {
  take(shown(form).filter(([, place]) => place.admit())[0]?.[0]);
}

const NOT_READY = ".ant-btn-primary:disabled, .ant-btn-dangerous:disabled, [type=submit]:disabled";

const SENDS = ".ant-btn-primary, .ant-btn-dangerous, [type=submit]";

/** The form that is being sent: of a button its own; Ctrl+Enter does what the dialog or the page is there for. */
function formSent({ type, target }: Event): Element | null {
  if (!(target instanceof Element)) return null;
  if (type === "keydown") return target.closest(".ant-modal, main") ?? document.body;
  const sent = target.closest(type === "click" ? SENDS : `form, ${SENDS}`);
  // What stands over a page sends nothing of it.
  return sent && !sent.closest(".page-head") ? formAround(sent) : null;
}

/** A form is not sent while a field shows what it could not read: it would be sent as if nothing stood there. */
function holdBroken(event: Event): void {
  const form = formSent(event);
  const broken = form ? shown(form).filter(([, place]) => place.broken() && place.admit()) : [];
  if (broken.length === 0) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  take(broken[0]?.[0]);
}

/** Hears presses on buttons that are not ready, and Enter where the button is not ready; once for the console. */
export function hearWaitingForms(page: Document): void {
  page.addEventListener("click", holdBroken, { capture: true });
  page.addEventListener("submit", holdBroken, { capture: true });
  // On its way up: the field has said by then what it cannot read.
  page.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) holdBroken(event);
  });
  // Not when it goes down: the press that follows takes the keyboard to the page.
  page.addEventListener("pointerup", ({ target }) => {
    const button = target instanceof Element ? target.closest(NOT_READY) : null;
    if (button) admitMissing(formAround(button));
  });
  page.addEventListener("keydown", ({ target, key, isComposing }) => {
    if (key !== "Enter" || isComposing || !(target instanceof Element) || !target.matches("[data-field] input")) return;
    // There it chooses one of the list, or a day.
    if (target.closest(".ant-select, .ant-picker")) return;
    const form = formAround(target);
    if (form.querySelector(NOT_READY)) admitMissing(form);
  });
}
