import { useQueryClient, type InfiniteData } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { answer, api, type components } from "@/api";
import { isoDay, plainDay } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import { Page, QueueTable } from "@/ui";
import { focusedRow } from "@/ui/focused-row";
import { ServiceNav } from "./nav";
import { DropWish, NameWish, OfferWish, type Subject } from "./wish-forms";
import { WhoWished } from "./who-wished";

const VIEWS = ["NOTED", "AVAILABLE", "DROPPED"] as const;
type View = Subject["state"];
type Asked = { subject: Subject; for: "who" | "offer" | "drop" | "name" };
type Rows = InfiniteData<components["schemas"]["customer_service_Page_WishSubjectOut_"]>;

/** What customers asked for and we do not offer yet, the most wished first, and who waits to hear of it (M-33). */
export function Wishes() {
  const t = useT();
  const go = useNavigate();
  const may = useMay();
  const cache = useQueryClient();
  const { id: branch_id } = useBranch();
  const [view, setView] = useState<View>("NOTED");
  const [asked, setAsked] = useState<Asked | null>(null);
  const label = t("customer-service.wishes.title");
  const queryKey = ["customer-service", "wishes", branch_id, view];
  const decides = may("customer_service.wishes.decide") && view === "NOTED";
  const ask = (what: Asked["for"]) => {
    const rows = cache.getQueryData<Rows>(queryKey)?.pages.flatMap(({ items }) => items) ?? [];
    const subject = focusedRow(label, rows);
    if (subject) setAsked({ subject, for: what });
  };
  const key = (keys: string, what: "offer" | "drop" | "name") => ({
    keys,
    label: t(`customer-service.wishes.${what}`),
    run: () => ask(what),
    off: !decides,
  });
  const note = () => void go("/customer-service/wishes/new");
  const button = (subject: Subject, what: "offer" | "drop" | "name", keys: string) => (
    <Button onClick={() => setAsked({ subject, for: what })}>
      {t(`customer-service.wishes.${what}`)} <kbd aria-hidden>{keys}</kbd>
    </Button>
  );
  const close = () => setAsked(null);
  return (
    <Page
      title={label}
      note={t("customer-service.wishes.about")}
      shortcuts={[
        { keys: "n", label: t("customer-service.wishes.note"), run: note, off: !may("customer_service.wishes.note") },
        key("a", "offer"),
        key("d", "drop"),
        key("e", "name"),
        ...VIEWS.map((one, at) => ({
          keys: `${at + 1}`,
          label: word("customer-service.wishes.state", one),
          run: () => setView(one),
        })),
      ]}
      actions={
        may("customer_service.wishes.note") && (
          <Button type="primary" size="large" onClick={note}>
            {t("customer-service.wishes.note")} <kbd aria-hidden>N</kbd>
          </Button>
        )
      }
    >
      <ServiceNav />
      <p>
        <Segmented<View>
          aria-label={t("field.state")}
          value={view}
          onChange={setView}
          options={VIEWS.map((value, at) => ({
            value,
            label: (
              <>
                {word("customer-service.wishes.state", value)} <kbd aria-hidden>{at + 1}</kbd>
              </>
            ),
          }))}
        />
      </p>
      <QueueTable<Subject>
        label={label}
        queryKey={queryKey}
        fetch={(cursor) =>
          answer(api.GET("/v1/wish-subjects", { params: { query: { branch_id, state: view, cursor } } }))
        }
        live={["contact."]}
        rowId={(row) => row.id}
        onOpen={(subject) => setAsked({ subject, for: "who" })}
        empty={t("customer-service.wishes.none")}
        emptyHint={t("customer-service.wishes.none_hint")}
        columns={[
          { id: "name", title: t("customer-service.wishes.subject"), show: (row) => <What row={row} /> },
          { id: "wished", title: t("customer-service.wishes.wished"), number: true, show: (row) => row.wished },
          { id: "recent", title: t("customer-service.wishes.recent"), number: true, show: (row) => row.recent },
          { id: "waiting", title: t("customer-service.wishes.waiting"), number: true, show: (row) => row.waiting },
          ...(view === "AVAILABLE"
            ? [{ id: "told", title: t("customer-service.wishes.told"), number: true, show: (row: Subject) => row.told }]
            : []),
          {
            id: "first",
            title: t("customer-service.wishes.first"),
            show: (row) => <span className="no-wrap">{plainDay(isoDay(new Date(row.first_asked_at)))}</span>,
          },
          ...(decides
            ? [
                {
                  id: "act",
                  title: t("customer-service.wishes.decide"),
                  show: (row: Subject) => (
                    <div className="page-actions">
                      {button(row, "offer", "A")} {button(row, "drop", "D")} {button(row, "name", "E")}
                    </div>
                  ),
                },
              ]
            : []),
        ]}
      />
      {asked?.for === "who" && <WhoWished subject={asked.subject} onClose={close} />}
      {asked?.for === "offer" && <OfferWish subject={asked.subject} onClose={close} />}
      {asked?.for === "drop" && <DropWish subject={asked.subject} onClose={close} />}
      {asked?.for === "name" && <NameWish subject={asked.subject} onClose={close} />}
    </Page>
  );
}

function What({ row }: { row: Subject }) {
  return (
    <>
      <b>{row.name}</b>
      {row.reason && <span className="quiet"> {row.reason}</span>}
    </>
  );
}
