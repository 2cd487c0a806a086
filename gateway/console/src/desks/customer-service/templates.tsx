import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useState } from "react";
import { answer, api, asProblem, type components } from "@/api";
import { hasText, useT, word } from "@/i18n";
import { Page, ProblemAlert } from "@/ui";
import { ServiceNav } from "./nav";

type Template = components["schemas"]["customer_service_TemplateOut"];

function nameOf(template: Template): string {
  const rule = template.rules.find((one) => hasText(`rule.${one}`));
  return rule ? word("rule", rule) : word("customer-service.template", template.id);
}

function Preview({ template }: { template: Template }) {
  const t = useT();
  const preview = useQuery({
    queryKey: ["template", template.id],
    queryFn: () =>
      answer(
        api.GET("/v1/message-templates/{template_id}/preview", { params: { path: { template_id: template.id } } }),
      ),
  });
  return (
    <article className="block stack" aria-label={nameOf(template)}>
      <h2>{nameOf(template)}</h2>
      <ProblemAlert problem={preview.error ? asProblem(preview.error) : null} retry={() => preview.refetch()} />
      <h3>{t("language.zh")}</h3>
      <blockquote className="contact-script" lang="zh-CN">
        {preview.data?.zh ?? template.zh}
      </blockquote>
      <h3>{t("language.en")}</h3>
      <blockquote className="contact-script" lang="en">
        {preview.data?.en ?? template.en}
      </blockquote>
      <p className="quiet">{t("customer-service.templates.sample")}</p>
    </article>
  );
}

/** The texts of the house, each with an example. */
export function Templates() {
  const t = useT();
  const [chosen, setChosen] = useState<string | null>(null);
  const list = useQuery({
    queryKey: ["templates"],
    queryFn: async () => (await answer(api.GET("/v1/message-templates"))).items,
  });
  const templates = list.data ?? [];
  const shown = templates.find(({ id }) => id === chosen) ?? templates[0];
  return (
    <Page title={t("customer-service.templates.title")}>
      <ServiceNav />
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
                  <span className="tag">{word("customer-service.template_kind", template.channel)}</span>
                </button>
              </li>
            ))}
          </ul>
          <Preview key={shown.id} template={shown} />
        </div>
      )}
    </Page>
  );
}
