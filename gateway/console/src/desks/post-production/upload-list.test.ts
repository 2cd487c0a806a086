import { expect, test } from "vitest";
import { knownFiles, listFiles, progressOf } from "./upload-list";

const file = (name: string, size = 10) => ({ name, size }) as File;

test("a folder is sent by number and without hidden files; progress counts bytes", () => {
  const list = listFiles([file("DSC10.jpg"), file("DSC9.JPG"), file(".DS_Store"), file("DSC1.CR2")], 5);
  expect(list.map(({ id, file: { name }, state }) => `${id} ${name} ${state}`)).toEqual([
    "5 DSC1.CR2 REFUSED",
    "6 DSC9.JPG WAITING",
    "7 DSC10.jpg WAITING",
  ]);
  expect(progressOf(list).percent).toBe(33);
  expect(progressOf(list.map((one) => ({ ...one, state: "SENDING", share: 0.5 }))).percent).toBe(50);
});

test("a file is recognised by its checksum, whatever it is called now", async () => {
  const bytes = new TextEncoder().encode("a photograph");
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const known = knownFiles([{ name: "DSC1.jpg", size: bytes.length, sha256 }]);
  expect(await known.has(new File([bytes], "copy.jpg"))).toBe(true);
  expect(await known.has(new File(["a Photograph"], "DSC1.jpg"))).toBe(false);
  expect(await known.has(new File(["longer than that"], "DSC1.jpg"))).toBe(false);
});
