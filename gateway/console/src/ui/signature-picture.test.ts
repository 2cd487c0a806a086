import { expect, test } from "vitest";
import { copied, fitted } from "./signature-picture";

test("a picture fits the pad and stands in the middle", () => {
  expect(fitted(1000, 1000, { width: 640, height: 200 })).toEqual({ x: 220, y: 0, width: 200, height: 200 });
  expect(fitted(1280, 200, { width: 640, height: 200 })).toEqual({ x: 0, y: 50, width: 640, height: 100 });
});

test("a copy has eight shades of grey and stays as opaque as it was", () => {
  const pixels = new Uint8ClampedArray([255, 255, 255, 255, 0, 0, 0, 255, 100, 120, 140, 255]);
  copied(pixels);
  expect([...pixels.slice(0, 8)]).toEqual([255, 255, 255, 255, 0, 0, 0, 255]);
  expect(new Set(pixels.slice(8, 11)).size).toBe(1);
  expect(pixels[11]).toBe(255);
});
