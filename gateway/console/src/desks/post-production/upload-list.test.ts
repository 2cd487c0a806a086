import { expect, test } from "vitest";
import { listFiles, progressOf } from "./upload-list";

const file = (name: string, size = 10) => ({ name, size }) as File;

test("a folder is sent by number, without hidden files, and never twice", () => {
  const list = listFiles(
    [file("DSC10.jpg"), file("DSC9.JPG"), file(".DS_Store"), file("DSC1.CR2"), file("DSC2.jpeg", 30)],
    new Set(["DSC2.jpeg 30"]),
    5,
  );
  expect(list.map(({ id, file: { name }, state }) => `${id} ${name} ${state}`)).toEqual([
    "5 DSC1.CR2 REFUSED",
    "6 DSC2.jpeg DUPLICATE",
    "7 DSC9.JPG WAITING",
    "8 DSC10.jpg WAITING",
  ]);
  expect(progressOf(list).percent).toBe(66);
});
