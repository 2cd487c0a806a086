import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api, useCommand, type components } from "@/api";
import { useSeen } from "@/api/seen";
import { useT } from "@/i18n";
import { FormDialog, Lines } from "@/ui";
import { numbersIn, written } from "./numbers";

type Storage = components["schemas"]["reception_StorageOut"];
const STORAGE = ["reception", "storage"] as const;

type Numbers = components["schemas"]["reception_StorageIn"];

/** Which lockers and make-up boxes there are (REC-20). */
export function PlacesDialog({ storage, onClose }: { storage: Storage; onClose: () => void }) {
  const t = useT();
  const [lockers, setLockers] = useState(() => written(storage.lockers.map((one) => one.number)));
  const [boxes, setBoxes] = useState(() => written(storage.makeup_boxes.map((one) => one.number)));
  const queries = useQueryClient();
  const seen = useSeen(storage.version);
  const command = useCommand<Numbers>({
    run: (body, { headers }) =>
      answer(
        api.PUT("/v1/storage-places/{branch_id}", {
          params: { path: { branch_id: storage.branch_id }, header: { "if-match": headers["If-Match"] ?? "" } },
          body,
        }),
      ),
    tag: seen.tag,
    onDone: onClose,
    onStale: () => {
      seen.onStale();
      void queries.invalidateQueries({ queryKey: STORAGE });
    },
    invalidates: [STORAGE],
  });
  const body = { lockers: numbersIn(lockers), makeup_boxes: numbersIn(boxes) };
  return (
    <FormDialog {...{ command, onClose, body }} title={t("reception.storage.enter")}>
      <p className="quiet">{t("reception.storage.how")}</p>
      <Lines focus name="lockers" label={t("reception.storage.lockers")} value={lockers} onChange={setLockers} />
      <p className="quiet">{t("reception.storage.so_many", { count: body.lockers.length })}</p>
      <Lines name="makeup_boxes" label={t("reception.storage.boxes")} value={boxes} onChange={setBoxes} />
      <p className="quiet">{t("reception.storage.so_many", { count: body.makeup_boxes.length })}</p>
    </FormDialog>
  );
}
