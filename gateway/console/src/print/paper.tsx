import type { ReactNode } from "react";
import { businessNow, fullTime } from "@/format";
import { useT } from "@/i18n";
import { useSession } from "@/session/session";

/** A sheet of paper: the house, what it is, its number, and when and by whom it was printed. */
export function Paper(props: { title: string; number: ReactNode; branchName: string; children: ReactNode }) {
  const { title, number, branchName, children } = props;
  const t = useT();
  const { me } = useSession();
  return (
    <article className="paper" aria-label={title}>
      <header className="paper-head">
        <span className="paper-house">{branchName}</span>
        <h1>{title}</h1>
        <span className="paper-number">
          {t("print.number")} <b>{number}</b>
        </span>
      </header>
      {children}
      <footer className="paper-foot">
        {t("print.printed", { time: fullTime(businessNow()), name: me.display_name })}
      </footer>
    </article>
  );
}

export type Fact = readonly [label: string, value: ReactNode];

/** Labelled values in two columns; what is empty leaves a line to write on. */
export function Facts({ facts, title }: { facts: readonly (Fact | false)[]; title?: string }) {
  return (
    <section>
      {title && <h2>{title}</h2>}
      <dl className="paper-facts">
        {facts
          .filter((fact) => fact !== false)
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}

/** A table with ruled lines; nothing at all when there are no rows. */
export function Rows(props: {
  title: string;
  heads: readonly string[];
  rows: readonly (readonly ReactNode[])[];
  /** Columns with figures. */
  figures?: readonly number[];
}) {
  const { title, heads, rows, figures = [] } = props;
  if (rows.length === 0) return null;
  const look = (column: number) => (figures.includes(column) ? "figure" : undefined);
  return (
    <section>
      <h2>{title}</h2>
      <table>
        <thead>
          <tr>
            {heads.map((head, column) => (
              <th key={column} scope="col" className={look(column)}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, column) => (
                <td key={column} className={look(column)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A box to tick, ticked when it is done. */
export const Tick = ({ done, label }: { done: boolean; label?: string }) => (
  <span className="paper-tick">
    <i aria-hidden>{done ? "✓" : ""}</i> {label}
  </span>
);

/** Where the company seal is set (REC-14). */
export function Seal() {
  const t = useT();
  return <div className="paper-seal">{t("print.seal")}</div>;
}

/** Who signs, each with a line. */
export function Signatures({ who }: { who: readonly string[] }) {
  return (
    <div className="paper-signatures">
      {who.map((label) => (
        <span key={label}>{label}</span>
      ))}
    </div>
  );
}

/** Words in full, or a few ruled lines to write on. */
export function Notes({ title, text, lines = 2 }: { title: string; text?: string | null; lines?: number }) {
  return (
    <section>
      <h2>{title}</h2>
      {text ? (
        <p className="paper-notes">{text}</p>
      ) : (
        <div aria-hidden>
          {Array.from({ length: lines }, (_, at) => (
            <div key={at} className="paper-line" />
          ))}
        </div>
      )}
    </section>
  );
}
