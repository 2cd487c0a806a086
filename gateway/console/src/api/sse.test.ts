import { expect, test } from "vitest";
import { EventReader } from "./sse";

test("events are put together from pieces, heartbeats left out", () => {
  const heard: string[] = [];
  const reader = new EventReader((data) => heard.push(data));
  for (const piece of [
    ": heart",
    "beat\n\nid: 1\nevent: order.pla",
    'ced\ndata: {"a"',
    ":1}\n",
    "\ndata: x\r\ndata: y\r\n\r\n",
  ])
    reader.take(piece);
  expect(heard).toEqual(['{"a":1}', "x\ny"]);
});
