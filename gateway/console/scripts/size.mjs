// Fails when the script needed before a desk's own chunk is larger than it may be, compressed.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const LIMIT = 260 * 1024;
const out = process.env.CONSOLE_OUT ?? "dist";
const manifest = JSON.parse(readFileSync(join(out, ".vite/manifest.json"), "utf8"));
const seen = new Set();
const visit = (name) => {
  if (seen.has(name)) return;
  seen.add(name);
  (manifest[name].imports ?? []).forEach(visit);
};
const size = (name) => gzipSync(readFileSync(join(out, manifest[name].file)), { level: 9 }).length;
visit("index.html");
const first = [...seen].reduce((sum, name) => sum + size(name), 0);
for (const [name, chunk] of Object.entries(manifest)) {
  if (chunk.isDynamicEntry) process.stdout.write(`${name.padEnd(44)} ${(size(name) / 1024).toFixed(1)} KB\n`);
}
process.stdout.write(`first load: ${(first / 1024).toFixed(1)} KB of script compressed, limit ${LIMIT / 1024} KB\n`);
if (first > LIMIT) process.exit(1);
