import { Button, Input, Radio } from "antd";
import { useState } from "react";
import type { components } from "@/api";
import { useT } from "@/i18n";
import { useShortcut } from "@/shell/shortcuts";
import { Form } from "@/ui";

type Piece = components["schemas"]["pickup_PieceOut"];
type InspectionIn = components["schemas"]["pickup_InspectionIn"];
type Finding = "OK" | "FAULTY" | "LATER";

const ALL = "alt+a";

/** What the customer and the clerk saw, by piece. */
export type Looked = Readonly<Record<string, { found: Finding; fault: string }>>;

/** The pieces that were looked at and are not left for another day. */
export function inspected(pieces: readonly Piece[], looked: Looked): InspectionIn[] {
  return pieces.flatMap(({ id }) => {
    const one = looked[id];
    if (!one || one.found === "LATER") return [];
    return [{ piece_id: id, ok: one.found === "OK", fault: one.found === "FAULTY" ? one.fault.trim() || null : null }];
  });
}

/** Look at each piece together: in order, faulty, or left here; scanning a code ticks it. */
export function Inspection(props: { pieces: readonly Piece[]; looked: Looked; onChange: (looked: Looked) => void }) {
  const { pieces, looked, onChange } = props;
  const t = useT();
  const [code, setCode] = useState("");
  const [unknown, setUnknown] = useState("");
  const find = (id: string, found: Finding) => onChange({ ...looked, [id]: { found, fault: looked[id]?.fault ?? "" } });
  const all = () =>
    onChange(Object.fromEntries(pieces.map(({ id }) => [id, looked[id] ?? { found: "OK" as const, fault: "" }])));
  useShortcut(ALL, t("pickup.hand.all"), all, { typing: true });
  const scan = () => {
    const piece = pieces.find((one) => one.code.toLowerCase() === code.trim().toLowerCase());
    if (piece) {
      find(piece.id, "OK");
      setCode("");
    }
    setUnknown(piece ? "" : code.trim());
  };
  return (
    <div className="stack">
      <Form className="pickup-inline" onSend={scan}>
        <Input
          autoFocus
          size="large"
          className="pickup-code"
          aria-label={t("pickup.hand.scan")}
          placeholder={t("pickup.hand.scan")}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        <Button size="large" onClick={all}>
          {t("pickup.hand.all")} <kbd aria-hidden>{ALL}</kbd>
        </Button>
        {unknown && <span className="red">{t("pickup.hand.unknown", { code: unknown })}</span>}
      </Form>
      <ul className="plain-list">
        {pieces.map((piece) => (
          <li key={piece.id} className="line pickup-inspect">
            <b className="number">{piece.code}</b>
            <span className="line-main">
              {piece.name} <span className="quiet">{piece.shelf}</span>
            </span>
            <Radio.Group
              aria-label={piece.code}
              optionType="button"
              buttonStyle="solid"
              value={looked[piece.id]?.found}
              onChange={(event) => find(piece.id, event.target.value as Finding)}
              options={(["OK", "FAULTY", "LATER"] as const).map((value) => ({
                value,
                label: t(`pickup.finding.${value}`),
              }))}
            />
            {looked[piece.id]?.found === "FAULTY" && (
              <Input
                autoFocus
                maxLength={500}
                className="pickup-fault"
                aria-label={t("pickup.arrivals.fault")}
                placeholder={t("pickup.arrivals.fault")}
                value={looked[piece.id]?.fault}
                onChange={(event) =>
                  onChange({ ...looked, [piece.id]: { found: "FAULTY", fault: event.target.value } })
                }
              />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
