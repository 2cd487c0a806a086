import { Button, Segmented } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useT } from "@/i18n";
import { useMay } from "@/session/session";
import { Page } from "@/ui";
import { CardDialog } from "./card-dialog";
import { LendDialog } from "./lend-dialog";
import { Loans } from "./loans";
import { Month } from "./month";
import { Register } from "./register";
import { Slips } from "./slips";

const VIEWS = ["register", "out", "count", "slips"] as const;
type View = (typeof VIEWS)[number];
const KEYS: Record<View, string> = { register: "r", out: "o", count: "c", slips: "s" };

const viewOf = (asked: string | null): View => VIEWS.find((view) => view === asked) ?? "register";

/** The branch's things: the register, what is out, the month's stock-take, what is written off (SHO-11, M-41). */
export function ThingsPage() {
  const t = useT();
  const keeps = useMay()("scheduling.things.keep");
  const [query, setQuery] = useSearchParams();
  const [open, setOpen] = useState<"card" | "lend" | null>(null);
  const view = viewOf(query.get("view"));
  const show = (next: View) => setQuery(next === "register" ? {} : { view: next }, { replace: true });
  return (
    <Page
      title={t("scheduling.page.things")}
      shortcuts={[
        ...VIEWS.map((one) => ({ keys: KEYS[one], label: t(`scheduling.things.${one}`), run: () => show(one) })),
        { keys: "n", label: t("scheduling.things.add"), run: () => setOpen("card"), off: !keeps },
        { keys: "l", label: t("scheduling.things.lend"), run: () => setOpen("lend"), off: !keeps },
      ]}
      actions={
        keeps && (
          <>
            <ActionButton keys="N" label={t("scheduling.things.add")} onClick={() => setOpen("card")} />
            <ActionButton primary keys="L" label={t("scheduling.things.lend")} onClick={() => setOpen("lend")} />
          </>
        )
      }
    >
      <div className="sched-scroll">
        <Segmented<View>
          aria-label={t("scheduling.page.things")}
          value={view}
          onChange={show}
          options={VIEWS.map((one) => ({ value: one, label: t(`scheduling.things.${one}`) }))}
        />
      </div>
      {view === "register" && <Register keeps={keeps} />}
      {view === "out" && <Loans keeps={keeps} />}
      {view === "count" && <Month keeps={keeps} />}
      {view === "slips" && <Slips keeps={keeps} />}
      {open === "card" && <CardDialog onClose={() => setOpen(null)} />}
      {open === "lend" && <LendDialog onClose={() => setOpen(null)} />}
    </Page>
  );
}

function ActionButton(props: { keys: string; label: string; primary?: boolean; onClick: () => void }) {
  const { keys, label, primary = false, onClick } = props;
  return (
    <Button type={primary ? "primary" : "default"} onClick={onClick}>
      {label} <kbd aria-hidden>{keys}</kbd>
    </Button>
  );
}
