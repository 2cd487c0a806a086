import { useT } from "@/i18n";
import { Dialog } from "@/ui/dialog";
import type { Shortcut } from "./shortcuts";

/** All keys that do something on this page. */
export default function ShortcutList(props: { shortcuts: readonly Shortcut[]; onClose: () => void }) {
  const t = useT();
  return (
    <Dialog title={t("shortcuts.title")} footer={null} onCancel={props.onClose}>
      <dl className="shortcut-list">
        {props.shortcuts.map((one) => (
          <div key={`${one.keys} ${one.label}`}>
            <dt>
              {one.keys.split(" ").map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{one.label}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>?</kbd>
          </dt>
          <dd>{t("shortcuts.help")}</dd>
        </div>
      </dl>
    </Dialog>
  );
}
