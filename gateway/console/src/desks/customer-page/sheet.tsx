import { ArrowLeftOutlined } from "@ant-design/icons";
import { useEffect, type ReactNode } from "react";
import { Link } from "react-router";
import { useT } from "@/i18n";

/** A page of its own behind the customer's page: a title that stays, the content, and a foot with what can be done. */
export function Sheet(props: { code: string; title: string; note?: ReactNode; foot?: ReactNode; children: ReactNode }) {
  const t = useT();
  useEffect(() => {
    // In braces: newer browsers answer with a promise, which is nothing to clean up with.
    window.scrollTo(0, 0);
  }, []);
  return (
    <div className="customer-sheet">
      <header className="customer-sheet-head">
        <Link to={`/c/${props.code}`} className="customer-back" aria-label={t("form.back")}>
          <ArrowLeftOutlined aria-hidden />
        </Link>
        <h1>{props.title}</h1>
        <span className="grow" />
        {props.note}
      </header>
      <main>{props.children}</main>
      {props.foot && <footer className="customer-sheet-foot">{props.foot}</footer>}
    </div>
  );
}
