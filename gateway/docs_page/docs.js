"use strict";

const METHODS = ["get", "post", "put", "patch", "delete"];
let csrf = null;

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

function resolve(document_, schema) {
  let found = schema;
  for (let depth = 0; found && found.$ref && depth < 20; depth += 1) {
    found = found.$ref.replace("#/", "").split("/").reduce((node, key) => node && node[key], document_);
  }
  return found || {};
}

// A body to start from: the schema's examples and defaults, or an empty value of the right kind.
function example(document_, schema, depth = 0) {
  const known = resolve(document_, schema);
  if (known.example !== undefined) return known.example;
  if (known.default !== undefined) return known.default;
  if (known.enum) return known.enum[0];
  if (known.const !== undefined) return known.const;
  const choice = known.anyOf || known.oneOf || known.allOf;
  if (choice) return example(document_, choice[0], depth + 1);
  if (known.type === "object" || known.properties) {
    if (depth > 6) return {};
    return Object.fromEntries(Object.entries(known.properties || {})
      .map(([name, inner]) => [name, example(document_, inner, depth + 1)]));
  }
  if (known.type === "array") return depth > 6 ? [] : [example(document_, known.items || {}, depth + 1)];
  if (known.type === "integer" || known.type === "number") return known.minimum || 0;
  if (known.type === "boolean") return false;
  if (known.format === "date-time") return new Date().toISOString();
  if (known.format === "date") return new Date().toISOString().slice(0, 10);
  return known.type === "null" ? null : "";
}

function field(parameter) {
  const input = make("input", { "data-in": parameter.in, "data-name": parameter.name, required: parameter.required });
  if (parameter.name.toLowerCase() === "idempotency-key") input.value = crypto.randomUUID();
  const title = make("span", parameter.required ? { class: "required" } : {}, `${parameter.name} (${parameter.in})`);
  return make("label", {}, title, input);
}

function bodyField(document_, body) {
  const [kind, content] = Object.entries(body.content)[0];
  if (kind.startsWith("application/json")) {
    const area = make("textarea", { "data-body": kind, spellcheck: "false" });
    area.value = JSON.stringify(example(document_, content.schema || {}), null, 2);
    return area;
  }
  return make("label", {}, make("span", {}, `body (${kind})`), make("input", { type: "file", "data-body": kind }));
}

async function send(form, method, path) {
  const query = new URLSearchParams();
  const headers = { Accept: "application/json" };
  let address = path;
  for (const input of form.querySelectorAll("[data-in]")) {
    const { in: place, name } = input.dataset;
    if (place === "path") address = address.replace(`{${name}}`, encodeURIComponent(input.value));
    else if (input.value && place === "query") input.value.split(",").forEach((value) => query.append(name, value));
    else if (input.value && place === "header") headers[name] = input.value;
  }
  let body;
  const given = form.querySelector("[data-body]");
  if (given && given.type === "file") {
    const kind = given.dataset.body;
    if (kind.startsWith("multipart/")) {
      body = new FormData();
      [...given.files].forEach((file) => body.append("files", file));
    } else {
      [body] = given.files;
      headers["Content-Type"] = kind;
    }
  } else if (given && given.value.trim()) {
    body = given.value;
    headers["Content-Type"] = "application/json";
  }
  if (csrf) headers["X-Studio-CSRF"] = csrf;
  if (query.size) address += `?${query}`;
  const begin = performance.now();
  const answer = await fetch(address, { method: method.toUpperCase(), headers, body });
  const text = await answer.text();
  const took = Math.round(performance.now() - begin);
  const told = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
  let shown = text;
  if ((answer.headers.get("content-type") || "").includes("json") && text) {
    shown = JSON.stringify(JSON.parse(text), null, 2);
  }
  return `${answer.status} ${answer.statusText} (${took} ms)\n${told}\n\n${shown}`;
}

function operation(document_, path, method, about, shared) {
  const head = make("summary", {}, make("span", { class: "method" }, method.toUpperCase()), make("code", {}, path),
    make("span", { class: "about" }, about.summary || ""));
  const box = make("details", {}, head);
  box.addEventListener("toggle", () => {
    if (!box.open || box.childElementCount > 1) return;
    const form = make("form", { class: "inside" });
    if (about.description) form.append(make("p", {}, about.description));
    const parameters = [...shared, ...(about.parameters || [])].map((one) => resolve(document_, one));
    parameters.filter((one) => one.in !== "cookie").forEach((one) => form.append(field(one)));
    if (about.requestBody) form.append(bodyField(document_, resolve(document_, about.requestBody)));
    const answer = make("pre", { hidden: true });
    form.append(make("p", {}, make("button", {}, "Send")), answer);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      answer.hidden = false;
      answer.textContent = "…";
      answer.textContent = await send(form, method, path).catch((error) => String(error));
    });
    box.append(form);
  });
  box.dataset.words = `${method} ${path} ${(about.tags || []).join(" ")} ${about.summary || ""}`.toLowerCase();
  return box;
}

function show(document_) {
  const groups = new Map();
  for (const [path, item] of Object.entries(document_.paths)) {
    for (const method of METHODS.filter((one) => item[one])) {
      const tag = (item[method].tags || ["other"])[0];
      if (!groups.has(tag)) groups.set(tag, make("section", {}, make("h2", {}, tag)));
      groups.get(tag).append(operation(document_, path, method, item[method], item.parameters || []));
    }
  }
  document.querySelector("#operations").replaceChildren(...groups.values());
}

function showMe(me) {
  csrf = me ? me.csrf : null;
  document.querySelector("#sign-in").hidden = Boolean(me);
  document.querySelector("#me").hidden = !me;
  if (me) document.querySelector("#me span").textContent = `${me.display_name} (${me.roles.join(", ")})`;
}

document.querySelector("#sign-in").addEventListener("submit", async (event) => {
  event.preventDefault();
  const given = Object.fromEntries(new FormData(event.target));
  const answer = await fetch("/v1/session", {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(given),
  });
  const told = await answer.json();
  if (answer.ok) showMe(told);
  else window.alert(told.detail);
});

document.querySelector("#sign-out").addEventListener("click", async () => {
  await fetch("/v1/session", { method: "DELETE", headers: csrf ? { "X-Studio-CSRF": csrf } : {} });
  showMe(null);
});

document.querySelector("#filter").addEventListener("input", (event) => {
  const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const section of document.querySelectorAll("#operations section")) {
    let visible = 0;
    for (const box of section.querySelectorAll("details")) {
      box.hidden = !words.every((word) => box.dataset.words.includes(word));
      visible += box.hidden ? 0 : 1;
    }
    section.hidden = visible === 0;
  }
});

async function begin() {
  const [document_, me] = await Promise.all([fetch("/v1/openapi.json"), fetch("/v1/session")]);
  show(await document_.json());
  showMe(me.ok ? await me.json() : null);
}

begin();
