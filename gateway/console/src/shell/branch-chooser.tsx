import { EnvironmentOutlined } from "@ant-design/icons";
import { useId, useRef, useState, type KeyboardEvent } from "react";
import { useT } from "@/i18n";
import { useSession, type Branch } from "@/session/session";
import { findBranches } from "./find-branches";
import { useShortcut } from "./shortcuts";

/** So many are drawn; whoever does not see theirs types on. */
const SHOWN = 40;

const nameOf = ({ id, name }: Branch) => (name === id ? id : `${name} ${id}`);

/** Which branch one is in, and the way to another: by name, number or city, those used last first. */
export function BranchChooser() {
  const t = useT();
  const { branch, branches, recent, chooseBranch } = useSession();
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [marked, setMarked] = useState(0);
  const several = branches.length > 1;
  useShortcut(".", t("shell.branch_choose"), () => input.current?.focus(), { off: !several });
  if (!several) return <span className="branch-name">{nameOf(branch)}</span>;

  const others = open ? findBranches(branches, recent, typed).filter(({ id }) => typed || id !== branch.id) : [];
  const found = others.slice(0, SHOWN);
  const leave = () => {
    setOpen(false);
    setTyped("");
    input.current?.blur();
  };
  const choose = ({ id }: Branch) => {
    leave();
    chooseBranch(id);
  };
  const mark = (at: number) => {
    const to = Math.max(0, Math.min(found.length - 1, at));
    setMarked(to);
    document.getElementById(`${list}-${to}`)?.scrollIntoView({ block: "nearest" });
  };
  const steer = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") leave();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      mark(marked + step);
    }
    const chosen = found[marked];
    if (event.key === "Enter" && chosen) choose(chosen);
  };
  return (
    <div className="branch-chooser">
      <EnvironmentOutlined aria-hidden />
      <input
        ref={input}
        role="combobox"
        aria-label={t("shell.branch")}
        aria-expanded={open}
        aria-controls={list}
        aria-activedescendant={open && found[marked] ? `${list}-${marked}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder={t("shell.branch_find")}
        value={open ? typed : nameOf(branch)}
        onFocus={() => {
          setMarked(0);
          setOpen(true);
        }}
        onBlur={() => {
          setOpen(false);
          setTyped("");
        }}
        onKeyDown={steer}
        onChange={(event) => {
          setTyped(event.target.value);
          setMarked(0);
        }}
      />
      <kbd aria-hidden>.</kbd>
      {open && (
        <ul className="search-hits" id={list} role="listbox" aria-label={t("shell.branches")}>
          {found.map((one, at) => (
            <li
              key={one.id}
              id={`${list}-${at}`}
              role="option"
              aria-selected={at === marked}
              onPointerDown={(event) => {
                event.preventDefault();
                choose(one);
              }}
              onPointerEnter={() => setMarked(at)}
            >
              <b>{one.name}</b> <span className="number quiet">{one.id}</span> <span className="quiet">{one.city}</span>
              {!typed && recent.includes(one.id) && <span className="branch-used quiet">{t("shell.branch_used")}</span>}
            </li>
          ))}
          {others.length !== found.length && (
            <li className="search-none" role="option" aria-selected={false} aria-disabled>
              {t("shell.branch_more", { count: others.length - found.length })}
            </li>
          )}
          {found.length === 0 && (
            <li className="search-none" role="option" aria-selected={false} aria-disabled>
              {t("search.none")}
            </li>
          )}
        </ul>
      )}
    </div>
  );
}
