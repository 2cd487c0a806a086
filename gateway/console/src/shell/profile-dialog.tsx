import { Button, Input } from "antd";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { useCommand } from "@/api/command";
import { useT, word } from "@/i18n";
import { useSession } from "@/session/session";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { Form } from "@/ui/form";
import { ProblemAlert } from "@/ui/problem-alert";

const NOTHING = { present: "", new: "" };

/** Roles, own password, signing out. */
export default function ProfileDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT();
  const { me, signOut } = useSession();
  const [typed, setTyped] = useState(NOTHING);
  const [changed, setChanged] = useState(false);
  const leaving = useCommand({ run: () => signOut(), invalidates: [] });
  const changing = useCommand({
    run: (body: typeof NOTHING) => answer(api.POST("/v1/session/password", { body })),
    invalidates: [],
    onDone: () => {
      setTyped(NOTHING);
      setChanged(true);
    },
  });
  if (!open) return null;
  return (
    <Dialog title={me.display_name} footer={null} onCancel={onClose}>
      <p className="quiet dialog-lead">
        {me.staff} · {me.roles.map((role) => word("role", role)).join(" · ")}
      </p>
      <Form onSend={() => void changing.submit(typed)}>
        <h3 className="dialog-part">{t("profile.password")}</h3>
        <Field name="present" label={t("profile.present")} needed>
          <Input.Password
            autoComplete="current-password"
            value={typed.present}
            onChange={({ target }) => setTyped({ ...typed, present: target.value })}
          />
        </Field>
        <Field name="new" label={t("profile.new")} needed>
          <Input.Password
            autoComplete="new-password"
            value={typed.new}
            onChange={({ target }) => setTyped({ ...typed, new: target.value })}
          />
        </Field>
        <ProblemAlert problem={changing.problem ?? leaving.problem} />
        {changed && <p role="status">{t("profile.changed")}</p>}
        <div className="row-actions">
          <Button htmlType="submit" disabled={!typed.present || !typed.new} loading={changing.pending}>
            {t("profile.change")}
          </Button>
          <span className="grow" />
          <Button type="primary" loading={leaving.pending} onClick={() => leaving.submit(undefined)}>
            {t("session.sign_out")}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
