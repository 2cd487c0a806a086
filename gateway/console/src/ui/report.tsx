import { useState, type ReactNode } from "react";
import { isoDay } from "@/format";
import "./report.css";

/** A month of a report, this one at first. */
export function useMonth(): [string, (month: string) => void] {
  return useState(() => isoDay().slice(0, 7));
}

/** A part of a whole in full percent; a dash where there is no whole. */
export const share = (part: number, whole: number) => (whole > 0 ? `${Math.round((part / whole) * 100)}%` : "–");

/** A figure with its name. */
export function Figure(props: { name: string; value: ReactNode; more?: ReactNode; red?: boolean }) {
  const { name, value, more, red } = props;
  return (
    <div className="figure-tile">
      <span className="quiet">{name}</span>
      <strong className={red ? "number red" : "number"}>{value}</strong>
      {more && <span className="quiet">{more}</span>}
    </div>
  );
}

/** A table with its title; the first column names the row; nothing when there are no rows. */
export function ReportTable(props: {
  title: string;
  heads: readonly string[];
  rows: readonly (readonly ReactNode[])[];
  /** The last line, that of all rows together. */
  total?: readonly ReactNode[];
}) {
  const { title, heads, rows, total } = props;
  const aligned = (column: number) => (column > 0 ? "figure number" : undefined);
  if (rows.length === 0) return null;
  return (
    <section className="block" aria-label={title}>
      <h2>{title}</h2>
      <div className="queue">
        <table aria-label={title}>
          <thead>
            <tr>
              {heads.map((head, column) => (
                <th key={head} scope="col" className={column > 0 ? "figure" : undefined}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, row) => (
              <tr key={row}>
                {cells.map((cell, column) => (
                  <td key={column} className={aligned(column)}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
            {total && (
              <tr className="report-total">
                {total.map((cell, column) => (
                  <td key={column} className={aligned(column)}>
                    {cell}
                  </td>
                ))}
              </tr>
            )}
          </tbody>
        </table>
      </div>
    </section>
  );
}
