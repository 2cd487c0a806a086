import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { useT } from "@/i18n";
import { useBranch } from "@/session/session";
import { FormDialog, Lines } from "@/ui";
import { named, SubjectField, useWishNames } from "./new-wish";

export type Subject = components["schemas"]["customer_service_WishSubjectOut"];

interface Props {
  subject: Subject;
  onClose: () => void;
}

const STALE = [["customer-service"], ["contacts"], ["today"]] as const;

/** As it was read: whoever decides, decides on what he has seen. */
const seen = (subject: Subject) => ({
  path: { subject_id: subject.id },
  header: { "if-match": `"${subject.version}"` },
});

/** We have it now: whoever asked is called (M-33). */
export function OfferWish({ subject, onClose }: Props) {
  const t = useT();
  const command = useCommand<Subject>({
    run: (one) => answer(api.POST("/v1/wish-subjects/{subject_id}/available", { params: seen(one) })),
    invalidates: STALE,
    onDone: onClose,
  });
  return (
    <FormDialog {...{ command, onClose }} title={subject.name} ok={t("customer-service.wishes.offer")} body={subject}>
      <p>{t("customer-service.wishes.offer_question", { count: subject.waiting })}</p>
    </FormDialog>
  );
}

/** It will not be offered, and why. */
export function DropWish({ subject, onClose }: Props) {
  const t = useT();
  const [reason, setReason] = useState("");
  const command = useCommand<string>({
    run: (why) =>
      answer(api.POST("/v1/wish-subjects/{subject_id}/drop", { params: seen(subject), body: { reason: why } })),
    invalidates: STALE,
    onDone: onClose,
  });
  return (
    <FormDialog
      {...{ command, onClose }}
      title={subject.name}
      ok={t("customer-service.wishes.drop")}
      body={reason.trim()}
      ready={reason.trim() !== ""}
    >
      <Lines name="reason" needed focus label={t("form.reason")} value={reason} onChange={setReason} />
    </FormDialog>
  );
}

/** Another name; the name of another subject puts the two together. */
export function NameWish({ subject, onClose }: Props) {
  const t = useT();
  const { id: branch_id } = useBranch();
  const [name, setName] = useState(subject.name);
  const names = (useWishNames(branch_id).data ?? []).filter((one) => one.id !== subject.id && one.state === "NOTED");
  const into = named(names, name);
  const command = useCommand<{ name: string; into_id?: string }>({
    run: (body) =>
      body.into_id
        ? answer(
            api.POST("/v1/wish-subjects/{subject_id}/merge", {
              params: seen(subject),
              body: { into_id: body.into_id },
            }),
          )
        : answer(api.PUT("/v1/wish-subjects/{subject_id}/name", { params: seen(subject), body: { name: body.name } })),
    invalidates: STALE,
    onDone: onClose,
  });
  return (
    <FormDialog
      {...{ command, onClose }}
      title={subject.name}
      ok={t(into ? "customer-service.wishes.merge" : "customer-service.wishes.name")}
      body={{ name: name.trim(), into_id: into?.id }}
      ready={name.trim() !== "" && name.trim() !== subject.name}
    >
      <SubjectField
        name="name"
        label={t("customer-service.wishes.subject")}
        names={names}
        value={name}
        onChange={setName}
      />
      {into && <p role="status">{t("customer-service.wishes.merge_hint", { name: into.name })}</p>}
    </FormDialog>
  );
}
