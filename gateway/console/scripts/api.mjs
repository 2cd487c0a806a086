// Types of the API, from the gateway's merged OpenAPI document; before it exists, from the hand-written excerpt.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const merged = fileURLToPath(new URL("../../openapi.json", import.meta.url));
const excerpt = fileURLToPath(new URL("../src/api/excerpt.json", import.meta.url));
const target = fileURLToPath(new URL("../src/api/schema.d.ts", import.meta.url));
const source = existsSync(merged) ? merged : excerpt;
const text = astToString(await openapiTS(JSON.parse(readFileSync(source, "utf8")), { alphabetize: true }));
if (!existsSync(target) || readFileSync(target, "utf8") !== text) writeFileSync(target, text);
process.stdout.write(`API types from ${source === merged ? "openapi.json" : "the excerpt"}\n`);
