import { useT } from "@/i18n";
import { LateTag } from "@/ui";
import type { Work } from "./work";

/** What a work order waits for, and how late that is; or how it ended. */
export function StateTag({ work }: { work: Work }) {
  const t = useT();
  return (
    <span className="flags">
      <span className="tag">
        {work.waits_for ? t(`work-orders.waits.${work.waits_for}`) : t(`work-orders.ended.${work.state}`)}
      </span>
      {work.late && <LateTag due={work.due_at} />}
    </span>
  );
}
