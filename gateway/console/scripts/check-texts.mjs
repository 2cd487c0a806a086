// Texts live in i18n files: every key used exists in both languages, both say the same keys, and no tsx holds prose.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const SRC = "src";
const SPOKEN = new Set(["title", "label", "placeholder", "aria-label", "alt", "message", "description", "okText"]);
const problems = [];

const flatten = (node, prefix = "") =>
  Object.entries(node).flatMap(([key, value]) =>
    typeof value === "string" ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  );
const load = (file) => new Map(flatten(JSON.parse(readFileSync(file, "utf8"))));

const pairs = [
  ["", join(SRC, "i18n")],
  ["print.", join(SRC, "print", "i18n")],
];
for (const desk of readdirSync(join(SRC, "desks"), { withFileTypes: true })) {
  if (desk.isDirectory()) pairs.push([`${desk.name}.`, join(SRC, "desks", desk.name, "i18n")]);
}
const known = new Map();
for (const [prefix, folder] of pairs) {
  if (!existsSync(join(folder, "zh.json"))) {
    problems.push(`${folder}: zh.json and en.json are missing`);
    continue;
  }
  const [zh, en] = [load(join(folder, "zh.json")), load(join(folder, "en.json"))];
  for (const [key] of zh) if (!en.has(key) && !en.has(`${key}_other`)) problems.push(`${folder}/en.json lacks ${key}`);
  for (const [key] of en) {
    if (!zh.has(key) && !zh.has(key.replace(/_(one|other)$/, ""))) problems.push(`${folder}/zh.json lacks ${key}`);
  }
  for (const [key, value] of en) {
    if (/\p{Script=Han}/u.test(value) && !/^(brand|language)\b/.test(key))
      problems.push(`${folder}/en.json ${key}: Chinese`);
    known.set(prefix + key.replace(/_(one|other)$/, ""), value);
  }
}

const files = readdirSync(SRC, { recursive: true }).filter((f) => /\.tsx?$/.test(f) && !/\.(test|d)\.ts$/.test(f));
for (const file of files) {
  const path = join(SRC, file);
  const tree = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  const where = (node) => `${path}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
  const visit = (node) => {
    if (ts.isStringLiteralLike(node) || ts.isJsxText(node) || ts.isTemplateHead(node)) {
      if (/\p{Script=Han}/u.test(node.text)) problems.push(`${where(node)}: Chinese text in code`);
    }
    if (ts.isJsxText(node) && /\p{L}{2,}/u.test(node.text))
      problems.push(`${where(node)}: text in code: ${node.text.trim()}`);
    if (
      ts.isJsxAttribute(node) &&
      SPOKEN.has(node.name.getText()) &&
      node.initializer &&
      ts.isStringLiteral(node.initializer)
    ) {
      if (/\p{L}{2,}/u.test(node.initializer.text))
        problems.push(`${where(node)}: text in code: ${node.initializer.text}`);
    }
    if (ts.isCallExpression(node) && /^(t|word)$/.test(node.expression.getText())) {
      const [first] = node.arguments;
      if (first && ts.isStringLiteralLike(first) && node.expression.getText() === "t" && !known.has(first.text)) {
        problems.push(`${where(node)}: no text ${first.text}`);
      }
      if (first && ts.isTemplateExpression(first)) {
        const start = first.head.text;
        if (![...known.keys()].some((key) => key.startsWith(start))) problems.push(`${where(node)}: no text ${start}…`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
}
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.stdout.write(`${known.size} texts in two languages, ${problems.length} problems\n`);
process.exit(problems.length ? 1 : 0);
