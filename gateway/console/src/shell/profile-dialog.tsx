import { Button, Form, Input } from "antd";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { useCommand } from "@/api/command";
import { useT, word } from "@/i18n";
import { useSession } from "@/session/session";
import { Dialog } from "@/ui/dialog";
import { ProblemAlert } from "@/ui/problem-alert";

interface Passwords {
  present: string;
  new: string;
}

/** Roles, own password, signing out. */
export default function ProfileDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT();
  const { me, signOut } = useSession();
  const [form] = Form.useForm<Passwords>();
  const [changed, setChanged] = useState(false);
  const leaving = useCommand({ run: () => signOut(), invalidates: [] });
  const changing = useCommand({
    run: (body: Passwords) => answer(api.POST("/v1/session/password", { body })),
    invalidates: [],
    onDone: () => {
      form.resetFields();
      setChanged(true);
    },
  });
  if (!open) return null;
  return (
    <Dialog title={me.display_name} footer={null} onCancel={onClose}>
      <p className="quiet dialog-lead">
        {me.staff} · {me.roles.map((role) => word("role", role)).join(" · ")}
      </p>
      <Form form={form} layout="vertical" onFinish={changing.submit} requiredMark={false}>
        <h3 className="dialog-part">{t("profile.password")}</h3>
        <Form.Item name="present" label={t("profile.present")} rules={[{ required: true, message: t("form.needed") }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="new" label={t("profile.new")} rules={[{ min: 10, required: true, message: t("profile.ten") }]}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <ProblemAlert problem={changing.problem ?? leaving.problem} />
        {changed && <p role="status">{t("profile.changed")}</p>}
        <div className="row-actions">
          <Button htmlType="submit" loading={changing.pending}>
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
