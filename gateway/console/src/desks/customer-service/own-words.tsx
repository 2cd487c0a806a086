import { useQuery } from "@tanstack/react-query";
import { Button, Input, Segmented } from "antd";
import { useRef, useState } from "react";
import { answer, api, asProblem, useCommand, type components } from "@/api";
import { fullTime } from "@/format";
import { useT, word } from "@/i18n";
import { useBranch, useMay, useSession } from "@/session/session";
import { ConfirmAction, Field, Form, ProblemAlert, StaffName } from "@/ui";

type Template = components["schemas"]["customer_service_TemplateOut"];
type Words = components["schemas"]["customer_service_WordsIn"];
type Language = "zh" | "en";

/** Whose words: this branch's, or the chain's (for head office only). */
export interface Place {
  branch_id: string | null;
}

/** The words as a customer hears them, filled in with made-up content. */
function Shown({ id, words }: { id: string; words: Words }) {
  const t = useT();
  const shown = useQuery({
    queryKey: ["template", id, words.zh, words.en],
    queryFn: () =>
      answer(
        api.POST("/v1/message-templates/{template_id}/preview", { params: { path: { template_id: id } }, body: words }),
      ),
    enabled: Boolean(words.zh.trim() && words.en.trim()),
    retry: false,
  });
  return (
    <section className="stack" aria-label={t("customer-service.templates.preview")}>
      <h3>{t("customer-service.templates.preview")}</h3>
      <ProblemAlert problem={shown.error ? asProblem(shown.error) : null} />
      {shown.data && (
        <>
          <blockquote className="contact-script" lang="zh-CN">
            {shown.data.zh}
          </blockquote>
          <blockquote className="contact-script" lang="en">
            {shown.data.en}
          </blockquote>
          <p className="quiet">{t("customer-service.templates.sample")}</p>
        </>
      )}
    </section>
  );
}

/** Every version of a place's own words; one can be taken up again. */
function Versions(props: { template: Template; place: Place; onTake: (words: Words) => void }) {
  const { template, place, onTake } = props;
  const t = useT();
  const list = useQuery({
    queryKey: ["template-versions", template.id, place.branch_id, template.version],
    queryFn: async () =>
      (
        await answer(
          api.GET("/v1/message-templates/{template_id}/versions", {
            params: { path: { template_id: template.id }, query: { branch_id: place.branch_id ?? undefined } },
          }),
        )
      ).items,
  });
  if (!list.data?.length) return null;
  return (
    <section aria-label={t("customer-service.templates.versions")}>
      <h3>{t("customer-service.templates.versions")}</h3>
      <ul className="plain-list">
        {list.data.map((one) => (
          <li key={one.version} className="line">
            <span className="number">{one.version}</span>
            <span className="line-main text-version">
              {one.zh ?? <span className="quiet">{t("customer-service.templates.given_back")}</span>}
              <span className="quiet">
                {" "}
                <StaffName id={one.changed_by} /> · {fullTime(one.changed_at)}
              </span>
            </span>
            {one.zh !== null && one.en !== null && one.version !== template.version && (
              <Button size="small" onClick={() => onTake({ zh: one.zh ?? "", en: one.en ?? "" })}>
                {t("customer-service.templates.take_up")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A text of the house: its preview, and for those who may, own words with every version kept. */
export function OwnWords({ template, place, name }: { template: Template; place: Place; name: string }) {
  const t = useT();
  const may = useMay();
  const { me } = useSession();
  const branch = useBranch();
  const [words, setWords] = useState<Words>({ zh: template.zh, en: template.en });
  const [language, setLanguage] = useState<Language>("zh");
  const fields = { zh: useRef<HTMLTextAreaElement | null>(null), en: useRef<HTMLTextAreaElement | null>(null) };
  const path = { template_id: template.id };
  const save = useCommand({
    run: (body: Words) =>
      answer(
        api.PUT("/v1/message-templates/{template_id}", {
          params: { path, header: { "if-match": `"${template.version}"` } },
          body: { ...body, branch_id: place.branch_id },
        }),
      ),
    invalidates: [["templates"], ["template-versions"]],
  });
  const back = useCommand({
    run: (branch_id: string | null) =>
      answer(
        api.DELETE("/v1/message-templates/{template_id}", {
          params: { path, query: { branch_id: branch_id ?? undefined } },
        }),
      ),
    invalidates: [["templates"], ["template-versions"]],
  });
  const writes =
    may("customer_service.templates.manage") && template.own_words && (place.branch_id !== null || me.all_branches);
  const changed = words.zh !== template.zh || words.en !== template.en;
  const mine = template.source === (place.branch_id === null ? "CHAIN" : "BRANCH");
  const insert = (placeholder: string) => {
    const field = fields[language].current;
    const at = field?.selectionStart ?? words[language].length;
    setWords({ ...words, [language]: `${words[language].slice(0, at)}{${placeholder}}${words[language].slice(at)}` });
    field?.focus();
  };
  return (
    <article className="block stack" aria-label={name}>
      <header className="contact-head">
        <h2>{name}</h2>
        <span className="tag">{word("customer-service.text_source", template.source)}</span>
        <span className="grow" />
        {template.changed_by && (
          <span className="quiet">
            <StaffName id={template.changed_by} /> · {fullTime(template.changed_at)}
          </span>
        )}
      </header>
      {writes && (
        <Form
          aria-label={t("customer-service.templates.own_words")}
          onSend={() => {
            if (changed) void save.submit({ zh: words.zh.trim(), en: words.en.trim() });
          }}
        >
          {(["zh", "en"] as const).map((one) => (
            <Field key={one} name={one} needed label={t(`language.${one}`)}>
              <Input.TextArea
                lang={one === "zh" ? "zh-CN" : "en"}
                autoSize={{ minRows: 2, maxRows: 8 }}
                maxLength={1000}
                value={words[one]}
                ref={(element) => {
                  fields[one].current = element?.resizableTextArea?.textArea ?? null;
                }}
                onFocus={() => setLanguage(one)}
                onChange={(event) => setWords({ ...words, [one]: event.target.value })}
              />
            </Field>
          ))}
          <div className="placeholders">
            <span className="quiet">{t("customer-service.templates.placeholders")}</span>
            {template.provided.map((one) => (
              <Button key={one} size="small" onClick={() => insert(one)}>
                {word("customer-service.placeholder", one)} <code>{`{${one}}`}</code>
              </Button>
            ))}
          </div>
          <ProblemAlert problem={save.problem} retry={save.retry} />
          <div className="page-actions">
            <Button
              type="primary"
              htmlType="submit"
              loading={save.pending}
              disabled={!changed || !words.zh.trim() || !words.en.trim()}
            >
              {place.branch_id === null
                ? t("customer-service.templates.save_chain")
                : t("customer-service.templates.save_branch", { branch: branch.name })}
            </Button>
            {changed && (
              <Button onClick={() => setWords({ zh: template.zh, en: template.en })}>
                {t("customer-service.templates.undo")}
              </Button>
            )}
            {mine && (
              <ConfirmAction
                label={t("customer-service.templates.give_back")}
                question={t("customer-service.templates.give_back_question")}
                command={back}
                input={() => place.branch_id}
              />
            )}
          </div>
        </Form>
      )}
      {!template.own_words && <p className="quiet">{t("customer-service.templates.fixed")}</p>}
      <Shown id={template.id} words={template.own_words ? words : { zh: "", en: "" }} />
      {writes && <Versions template={template} place={place} onTake={setWords} />}
    </article>
  );
}

/** For those who see the whole chain: whose words are shown. */
export function PlaceChoice({ place, onChoose }: { place: Place; onChoose: (place: Place) => void }) {
  const t = useT();
  const { me } = useSession();
  const branch = useBranch();
  if (!me.all_branches) return null;
  return (
    <Segmented
      aria-label={t("customer-service.templates.whose")}
      value={place.branch_id === null ? "CHAIN" : "BRANCH"}
      onChange={(chosen) => onChoose({ branch_id: chosen === "CHAIN" ? null : branch.id })}
      options={[
        { value: "BRANCH", label: branch.name },
        { value: "CHAIN", label: t("customer-service.templates.chain") },
      ]}
    />
  );
}
