import { useT } from "@/i18n";
import { Dialog } from "@/ui/dialog";
import type { Me } from "./session";
import { SignInForm } from "./sign-in";

/** A session that ended asks again over the page, so that nothing typed there is lost. */
export default function SignInAgain({ name, onEntered }: { name: string; onEntered: (me: Me) => void }) {
  const t = useT();
  return (
    <Dialog title={t("session.ended")} footer={null} closable={false}>
      <p>{t("session.ended_hint")}</p>
      <SignInForm name={name} onEntered={onEntered} />
    </Dialog>
  );
}
