import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useState } from "react";
import { answer, api, asProblem, type components } from "@/api";
import { hasText, useT, word } from "@/i18n";
import { useBranch } from "@/session/session";
import { ProblemAlert } from "@/ui";
import { OwnWords, PlaceChoice, type Place } from "./own-words";

type Template = components["schemas"]["customer_service_TemplateOut"];

/** What a text is for. */
export function nameOf(template: Pick<Template, "id" | "rules">): string {
  const own = `customer-service.template.${template.id}`;
  if (hasText(own)) return word("customer-service.template", template.id);
  const rule = template.rules.find((one) => hasText(`rule.${one}`));
  return rule ? word("rule", rule) : word("customer-service.template", template.id);
}

/** The texts of the house: a list, and the chosen one with preview and own words. */
export function TextList() {
  const t = useT();
  const branch = useBranch();
  const [chosen, setChosen] = useState<string | null>(null);
  const [place, setPlace] = useState<Place>({ branch_id: branch.id });
  const branch_id = place.branch_id ?? undefined;
  const list = useQuery({
    queryKey: ["templates", place.branch_id],
    queryFn: async () => (await answer(api.GET("/v1/message-templates", { params: { query: { branch_id } } }))).items,
  });
  const templates = list.data ?? [];
  const shown = templates.find(({ id }) => id === chosen) ?? templates[0];
  return (
    <div className="stack">
      <PlaceChoice place={place} onChoose={setPlace} />
      <ProblemAlert problem={list.error ? asProblem(list.error) : null} retry={() => list.refetch()} />
      {list.isPending && <Skeleton active />}
      {shown && (
        <div className="contact-desk">
          <ul className="plain-list block contact-list" aria-label={t("customer-service.templates.title")}>
            {templates.map((template) => (
              <li key={template.id}>
                <button
                  type="button"
                  className="contact-line"
                  aria-current={template.id === shown.id}
                  onClick={() => setChosen(template.id)}
                >
                  <span className="contact-what">{nameOf(template)}</span>
                  {template.source !== "BUILT_IN" && (
                    <span className="tag">{word("customer-service.text_source", template.source)}</span>
                  )}
                  <span className="tag">{word("customer-service.template_kind", template.channel)}</span>
                </button>
              </li>
            ))}
          </ul>
          <OwnWords
            key={`${shown.id} ${place.branch_id} ${shown.version} ${shown.zh}`}
            template={shown}
            place={place}
            name={nameOf(shown)}
          />
        </div>
      )}
    </div>
  );
}
