import { Button } from "antd";
import { useRef, useState, type PointerEvent } from "react";
import { useT } from "@/i18n";
import { drawFile } from "./signature-picture";

/**
 * A signature by finger, pen or mouse, or the picture of a signed paper, which a keyboard can choose as well; gives
 * base64 PNG without a prefix, or null when it is empty.
 */
export function SignaturePad(props: { onChange: (png: string | null) => void; label?: string }) {
  const { onChange, label } = props;
  const t = useT();
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawing = useRef(false);
  const file = useRef<HTMLInputElement>(null);
  const [noPicture, setNoPicture] = useState(false);

  const brush = () => {
    const context = canvas.current?.getContext("2d");
    if (!context) return null;
    Object.assign(context, { lineWidth: 2.4, lineCap: "round", lineJoin: "round", strokeStyle: "#1d1b18" });
    return context;
  };
  const place = (event: PointerEvent<HTMLCanvasElement>): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    const { width, height } = event.currentTarget;
    return [((event.clientX - box.left) * width) / box.width, ((event.clientY - box.top) * height) / box.height];
  };
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    drawing.current = true;
    const context = brush();
    context?.beginPath();
    context?.moveTo(...place(event));
  };
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!drawing.current) return;
    const context = brush();
    context?.lineTo(...place(event));
    context?.stroke();
  };
  const tell = () => onChange(canvas.current?.toDataURL("image/png").split(",")[1] ?? null);
  const end = () => {
    if (!drawing.current) return;
    drawing.current = false;
    tell();
  };
  const take = async (chosen: File | undefined) => {
    if (!chosen || !canvas.current) return;
    try {
      await drawFile(chosen, canvas.current);
      setNoPicture(false);
      tell();
    } catch {
      // Whatever the browser cannot open as a picture is none; what was drawn before stays.
      setNoPicture(true);
    }
  };
  const clear = () => {
    setNoPicture(false);
    const context = brush();
    if (context && canvas.current) context.clearRect(0, 0, canvas.current.width, canvas.current.height);
    onChange(null);
  };
  return (
    <div className="signature-pad">
      <canvas
        ref={canvas}
        width={640}
        height={200}
        role="img"
        aria-label={label ?? t("signature.label")}
        onPointerDown={begin}
        onPointerMove={draw}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <input
        ref={file}
        type="file"
        accept="image/*"
        hidden
        aria-label={t("signature.file")}
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      {noPicture && (
        <p role="alert" className="field-wrong">
          {t("signature.not_picture")}
        </p>
      )}
      <div className="row-actions">
        <Button size="small" onClick={() => file.current?.click()}>
          {t("signature.file")}
        </Button>
        <Button size="small" onClick={clear}>
          {t("signature.clear")}
        </Button>
      </div>
    </div>
  );
}
