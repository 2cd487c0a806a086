// Types of the API, from the gateway's merged OpenAPI document.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const merged = fileURLToPath(new URL("../../openapi.json", import.meta.url));
const target = fileURLToPath(new URL("../src/api/schema.d.ts", import.meta.url));
const text = astToString(await openapiTS(JSON.parse(readFileSync(merged, "utf8")), { alphabetize: true }));
if (!existsSync(target) || readFileSync(target, "utf8") !== text) writeFileSync(target, text);
