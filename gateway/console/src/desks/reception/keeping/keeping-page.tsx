import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { answer, api, asProblem } from "@/api";
import { useT } from "@/i18n";
import { useBranch, useMay } from "@/session/session";
import { ProblemAlert } from "@/ui";
import { DeskPage } from "../desk-page";
import { CustodyList } from "./custody";
import { FoundList, RecordFound } from "./found";

/** What is kept for customers: left behind (REC-21, M-36) and entrusted (M-42). */
export function KeepingPage() {
  const t = useT();
  const may = useMay();
  const { id: branch_id } = useBranch();
  const [recording, setRecording] = useState(false);
  const query = { branch_id, state: "KEPT" as const, limit: 200 };
  const found = useQuery({
    queryKey: ["reception", "found", branch_id],
    queryFn: async () => (await answer(api.GET("/v1/found-items", { params: { query } }))).items,
    meta: { live: ["found_item."] },
  });
  const custody = useQuery({
    queryKey: ["reception", "custody", branch_id],
    queryFn: async () => (await answer(api.GET("/v1/custody-records", { params: { query } }))).items,
  });
  const error = found.error ?? custody.error;
  const records = may("reception.keeping.do");
  return (
    <DeskPage
      title={t("reception.keeping.title")}
      shortcuts={records ? [{ keys: "n", label: t("reception.found.record"), run: () => setRecording(true) }] : []}
      actions={
        records && (
          <Button type="primary" size="large" onClick={() => setRecording(true)}>
            {t("reception.found.record")} <kbd aria-hidden>N</kbd>
          </Button>
        )
      }
    >
      <ProblemAlert
        problem={error ? asProblem(error) : null}
        retry={() => Promise.all([found.refetch(), custody.refetch()])}
      />
      <section className="block" aria-label={t("reception.found.title")}>
        <h2>
          {t("reception.found.title")} <span className="count">{found.data?.length ?? ""}</span>
        </h2>
        {found.data ? <FoundList items={found.data} /> : !found.error && <Skeleton active />}
      </section>
      <section className="block" aria-label={t("reception.custody.title")}>
        <h2>
          {t("reception.custody.title")} <span className="count">{custody.data?.length ?? ""}</span>
        </h2>
        {custody.data ? <CustodyList kept={custody.data} /> : !custody.error && <Skeleton active />}
      </section>
      {recording && <RecordFound onClose={() => setRecording(false)} />}
    </DeskPage>
  );
}
