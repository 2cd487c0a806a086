import type { ReactNode } from "react";

/** Nothing to show, and what that means. */
export function Empty({ text, hint, children }: { text: string; hint?: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-text">{text}</p>
      {hint && <p className="quiet">{hint}</p>}
      {children}
    </div>
  );
}
