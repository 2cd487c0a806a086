import { expect, test } from "vitest";
import { everyPage } from "./every-page";

test("a list longer than a page is read to its end", async () => {
  const pages = { first: { items: [1, 2], next_cursor: "b" }, b: { items: [3], next_cursor: null } };
  const asked: (string | undefined)[] = [];
  const rows = await everyPage<number>((cursor) => {
    asked.push(cursor);
    return Promise.resolve(pages[(cursor ?? "first") as keyof typeof pages]);
  });
  expect([rows, asked]).toEqual([
    [1, 2, 3],
    [undefined, "b"],
  ]);
});
