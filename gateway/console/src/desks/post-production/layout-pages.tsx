import { DeleteOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState, type DragEvent } from "react";
import { answer, api, call, useCommand, type components } from "@/api";
import { useT, word } from "@/i18n";
import { ProblemAlert } from "@/ui";
import { DESK } from "./read";
import { droppedFiles, fingerprint } from "./upload-list";

type Told = components["schemas"]["post_production_LayoutPagesOut"];
export type LayoutPage = components["schemas"]["post_production_LayoutPageOut"];

/** Where a page of a layout is. */
export const pageOf = (id: string, size: "thumbnail" | "preview") => `/v1/layout-pages/${id}/${size}`;

/** Pages that were brought for the next round and not yet shown. */
export function useNewPages(orderId: string) {
  return useQuery({
    queryKey: [...DESK, "layout-pages", orderId],
    queryFn: () => answer(api.GET("/v1/orders/{order_id}/layout-pages", { params: { path: { order_id: orderId } } })),
  });
}

/** Bring the pages of the next round: drop them in, look, take a wrong one out. They are shown by name. */
export function BringPages({ orderId, pages }: { orderId: string; pages: readonly LayoutPage[] }) {
  const t = useT();
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState<Told["files"]>([]);
  const bringing = useCommand({
    run: async (input: { names: string[]; give: () => File[] }) => {
      const told: Told["files"] = [];
      for (const file of input.give()) {
        const body = new FormData();
        body.append("files", file, file.name);
        told.push(...(await call<Told>("POST", `/v1/orders/${orderId}/layout-pages`, { body })).files);
      }
      setRefused(told.filter(({ state }) => state === "REFUSED"));
    },
    invalidates: [[...DESK, "layout-pages", orderId]],
  });
  const dropping = useCommand({
    run: (page_id: string) => answer(api.DELETE("/v1/layout-pages/{page_id}", { params: { path: { page_id } } })),
    invalidates: [[...DESK, "layout-pages", orderId]],
  });
  const take = (files: File[]) => {
    const sorted = files.toSorted((one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }));
    if (sorted.length > 0) void bringing.submit({ names: sorted.map(fingerprint), give: () => sorted });
  };
  return (
    <div
      className={over ? "pp-drop pp-drop-over" : "pp-drop"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={async (event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        take(await droppedFiles(event.dataTransfer));
      }}
    >
      <p>{t("post-production.layout.bring_hint")}</p>
      <Button loading={bringing.pending} onClick={() => picker.current?.click()}>
        {t("post-production.layout.bring")}
      </Button>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        accept="image/jpeg"
        aria-label={t("post-production.layout.bring")}
        onChange={(event) => {
          take([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <ProblemAlert problem={bringing.problem ?? dropping.problem} retry={bringing.retry ?? dropping.retry} />
      {refused.map((file) => (
        <p key={file.name} className="red">
          {file.name} {word("post-production.refusal", file.reason ?? "UNREADABLE")}
        </p>
      ))}
      {pages.length > 0 && (
        <ol className="pp-pages">
          {pages.map((page, at) => (
            <li key={page.id}>
              <img src={pageOf(page.id, "thumbnail")} alt={page.name} />
              <span className="pp-page-foot">
                {t("post-production.layout.page_number", { page: at + 1 })}
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined aria-hidden />}
                  aria-label={t("post-production.layout.drop_page", { name: page.name })}
                  onClick={() => dropping.submit(page.id)}
                />
              </span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
