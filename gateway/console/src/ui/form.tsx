import type { ReactNode } from "react";

/**
 * Lines on a page that are sent together: Enter in one of them does what the button with `htmlType="submit"` does,
 * unless that is disabled. A `Dialog` with its own buttons needs none of this.
 */
export function Form(props: { onSend: () => void; className?: string; "aria-label"?: string; children: ReactNode }) {
  const { onSend, className = "stack", children, ...more } = props;
  return (
    <form
      {...more}
      className={className}
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      {children}
    </form>
  );
}
