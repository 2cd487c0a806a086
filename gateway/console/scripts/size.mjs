// Fails when the script needed before a desk's own chunk, with one language, is larger than it may be, compressed.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const LIMIT = 255 * 1024;
const out = process.env.CONSOLE_OUT ?? "dist";
const manifest = JSON.parse(readFileSync(join(out, ".vite/manifest.json"), "utf8"));
const size = (name) => gzipSync(readFileSync(join(out, manifest[name].file)), { level: 9 }).length;
const needed = (name, seen) => {
  if (seen.has(name)) return seen;
  seen.add(name);
  (manifest[name].imports ?? []).forEach((next) => needed(next, seen));
  return seen;
};
const loads = ["zh", "en"].map((language) => {
  const chunks = needed(`src/i18n/pack-${language}.ts`, needed("index.html", new Set()));
  return [...chunks].reduce((sum, name) => sum + size(name), 0);
});
const first = Math.max(...loads);
for (const [name, chunk] of Object.entries(manifest)) {
  if (chunk.isDynamicEntry) process.stdout.write(`${name.padEnd(44)} ${(size(name) / 1024).toFixed(1)} KB\n`);
}
process.stdout.write(`first load: ${(first / 1024).toFixed(1)} KB of script compressed, limit ${LIMIT / 1024} KB\n`);
if (first > LIMIT) process.exit(1);
