// Every text file of the build also as .gz and .br, so that the gateway only has to choose.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const out = process.env.CONSOLE_OUT ?? "dist";
for (const entry of readdirSync(out, { recursive: true })) {
  if (!/\.(js|css|html|svg|json)$/.test(entry)) continue;
  const path = join(out, entry);
  const content = readFileSync(path);
  if (content.length < 1024) continue;
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  writeFileSync(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
}
