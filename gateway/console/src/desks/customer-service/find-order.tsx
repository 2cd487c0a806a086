import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { answer, api, asProblem } from "@/api";
import { useSheet } from "@/api/sheets";
import { useT, word } from "@/i18n";
import { Field, OrderBadge, PersonNames, ProblemAlert } from "@/ui";

/** An order that was found by what the customer says. */
export interface Found {
  orderId: string;
  number: string;
  names: readonly string[];
}

interface Hit {
  order_id: string;
  number: string;
  names: string[];
  stage?: string | null;
}

/** Find an order by four digits, name or number; choose it with enter or a click. */
export function FindOrder(props: {
  chosen: Found | null;
  onChoose: (found: Found | null) => void;
  needed?: boolean;
  focus?: boolean;
}) {
  const { chosen, onChoose, needed, focus = false } = props;
  const t = useT();
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState("");
  const sheet = useSheet(chosen?.orderId ?? null);
  const found = useQuery({
    queryKey: ["find-order", asked],
    enabled: asked !== "",
    queryFn: async () =>
      (await answer(api.GET("/v1/search", { params: { query: { q: asked } } }))).items as unknown as Hit[],
  });
  if (chosen)
    return (
      <p className="found-order">
        <OrderBadge id={chosen.orderId} number={chosen.number || sheet?.number} />{" "}
        {chosen.names.length > 0 ? chosen.names.join(" · ") : sheet && <PersonNames ids={sheet.person_ids} />}
        <Button size="small" onClick={() => onChoose(null)}>
          {t("customer-service.find.other")}
        </Button>
      </p>
    );
  return (
    <div className="find-order">
      <Field name="order_id" label={t("customer-service.find.order")} needed={needed}>
        <Input.Search
          autoFocus={focus}
          maxLength={80}
          placeholder={t("search.placeholder")}
          value={typed}
          loading={found.isFetching}
          enterButton={t("customer-service.find.search")}
          onChange={(event) => setTyped(event.target.value)}
          onSearch={(words) => setAsked(words.trim())}
        />
      </Field>
      <ProblemAlert problem={found.error ? asProblem(found.error) : null} retry={() => found.refetch()} />
      {found.data?.length === 0 && <p className="quiet">{t("search.none")}</p>}
      <ul className="plain-list">
        {found.data?.map((hit) => (
          <li key={hit.order_id}>
            <button
              type="button"
              className="contact-line"
              onClick={() => onChoose({ orderId: hit.order_id, number: hit.number, names: hit.names })}
            >
              <b>{hit.names.join(" · ")}</b>
              <span className="number quiet">{hit.number}</span>
              <span className="tag">{word("stage", hit.stage)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
