import { Button } from "antd";
import { Component, type ReactNode } from "react";
import { useRouteError } from "react-router";
import { useT } from "@/i18n";
import { Empty } from "@/ui/empty";

function Broken({ again }: { again: () => void }) {
  const t = useT();
  return (
    <Empty text={t("broken.title")} hint={t("broken.hint")}>
      <Button type="primary" onClick={again}>
        {t("broken.again")}
      </Button>
    </Empty>
  );
}

/** A part that fails says so; the rest of the page works on. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return <Broken again={() => this.setState({ failed: false })} />;
  }
}

/** For errors of a whole page, such as a desk's chunk that is gone after an update. */
export function RouteBroken() {
  const error = useRouteError();
  const gone = error instanceof TypeError;
  return <Broken again={() => (gone ? location.reload() : location.assign(location.pathname))} />;
}
