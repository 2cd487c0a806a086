import { lazy, Suspense, useState, type ComponentType, type ReactNode } from "react";
import { Skeleton } from "antd";
import type { OrderPartProps } from "@/desks/desk";
import { desks } from "@/desks/registry";
import { useT, word } from "@/i18n";
import { ErrorBoundary } from "@/shell/error-boundary";
import type { Part } from "@/today/lines";
import { GenericPart } from "./generic-part";
import type { Department } from "./sheet";

const own = new Map<string, ComponentType<OrderPartProps>>(
  desks.flatMap(({ orderPart }) => (orderPart ? [[orderPart.department, lazy(orderPart.load)] as const] : [])),
);

/** One department's part, folded; read only when it is opened. A department that is down says so. */
export function DepartmentPart(props: { orderId: string; department: Department; part: Part }) {
  const { orderId, department, part } = props;
  const t = useT();
  const name = word("department", department.toUpperCase());
  const Own = own.get(department);
  const silent = part.reason === "not_found" || part.reason === "forbidden";
  if (!part.available) {
    return (
      <div className="part part-off">
        <span className="part-name">{name}</span>
        <span className={silent ? "quiet" : "down"}>
          {silent ? t("order.nothing_there") : t("order.down", { department: name })}
        </span>
      </div>
    );
  }
  return (
    <FoldedPart name={name}>
      {Own ? <Own orderId={orderId} data={part.data} /> : <GenericPart data={part.data} />}
    </FoldedPart>
  );
}

/** A part of the sheet, folded: what stands in it is loaded and read only when it is opened. */
export function FoldedPart({ name, children }: { name: string; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="part" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className="part-name">{name}</span>
      </summary>
      {open && (
        <ErrorBoundary>
          <Suspense fallback={<Skeleton active />}>{children}</Suspense>
        </ErrorBoundary>
      )}
    </details>
  );
}
