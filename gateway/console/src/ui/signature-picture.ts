/** So many shades are kept of a picture: ink and paper need no more, and the file stays small. */
const SHADES = 8;

/** Fit a box of one size into another, in the middle. */
export function fitted(width: number, height: number, into: { width: number; height: number }) {
  const scale = Math.min(into.width / width, into.height / height);
  const [w, h] = [width * scale, height * scale];
  return { x: (into.width - w) / 2, y: (into.height - h) / 2, width: w, height: h };
}

/** The picture in a few shades of grey, as a copier would make it. */
export function copied(pixels: Uint8ClampedArray): void {
  const step = 255 / (SHADES - 1);
  for (let at = 0; at < pixels.length; at += 4) {
    const light = 0.299 * (pixels[at] ?? 0) + 0.587 * (pixels[at + 1] ?? 0) + 0.114 * (pixels[at + 2] ?? 0);
    const shade = Math.round(light / step) * step;
    pixels.fill(shade, at, at + 3);
  }
}

/** Draw the picture in a file on the pad: the scan or photograph of a signed paper. */
export async function drawFile(file: File, canvas: HTMLCanvasElement): Promise<void> {
  const context = canvas.getContext("2d");
  const picture = await createImageBitmap(file);
  if (!context) return;
  const { x, y, width, height } = fitted(picture.width, picture.height, canvas);
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, x, y, width, height);
  const whole = context.getImageData(0, 0, canvas.width, canvas.height);
  copied(whole.data);
  context.putImageData(whole, 0, 0);
  picture.close();
}
