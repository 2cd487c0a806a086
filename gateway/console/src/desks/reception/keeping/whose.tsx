import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import { answer, api, asProblem } from "@/api";
import { useT } from "@/i18n";
import { Field, ProblemAlert } from "@/ui";

interface Hit {
  order_id: string;
  number: string;
  names: string[];
}

/** Whose order it is, found by what is known of the customer; empty while nobody knows. */
export function WhoseOrder({ value, onChange }: { value: string | null; onChange: (order: string | null) => void }) {
  const t = useT();
  const [typed, setTyped] = useState("");
  const asked = typed.trim();
  const found = useQuery({
    queryKey: ["reception", "whose", asked],
    enabled: asked.length > 1,
    placeholderData: (before) => before,
    queryFn: async () =>
      (await answer(api.GET("/v1/search", { params: { query: { q: asked } } }))).items as unknown as Hit[],
  });
  const hits = (found.data ?? []).map((hit) => ({
    value: hit.order_id,
    label: `${hit.names.join(" · ")} ${hit.number}`,
  }));
  const nobody = value === null ? [] : [{ value: "", label: t("reception.found.nobodys") }];
  return (
    <Field name="order_id" label={t("reception.found.whose")} group>
      <Select
        showSearch={{ filterOption: false, onSearch: setTyped }}
        aria-label={t("reception.found.whose")}
        placeholder={t("reception.found.whose_hint")}
        notFoundContent={t(asked.length > 1 ? "search.none" : "reception.found.nobodys")}
        value={value}
        loading={found.isFetching}
        onChange={(chosen: string) => onChange(chosen || null)}
        options={[...hits, ...nobody]}
      />
      <ProblemAlert problem={found.error ? asProblem(found.error) : null} retry={() => found.refetch()} />
    </Field>
  );
}
