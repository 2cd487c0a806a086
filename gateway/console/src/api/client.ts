import createClient, { type Middleware } from "openapi-fetch";
import { currentLanguage } from "@/i18n/language";
import type { paths } from "./schema";
import { asProblem, Problem, problemOf } from "./problem";

let csrf: string | null = null;
let onSignedOut: () => void = () => undefined;

/** Keep what the session gave for changing requests. */
export function rememberCsrf(value: string | null | undefined): void {
  csrf = value ?? null;
}

/** Called whenever the API says that nobody is signed in. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

/** What every request carries besides its own. */
export function dress(headers: Headers, method: string): void {
  headers.set("Accept-Language", currentLanguage() === "en" ? "en" : "zh-CN");
  if (csrf && !["GET", "HEAD"].includes(method)) headers.set("X-Studio-CSRF", csrf);
}

const everyRequest: Middleware = {
  onRequest({ request }) {
    dress(request.headers, request.method);
    return request;
  },
};

/** The typed client of the whole API; unwrap its answers with `answer`. */
export const api = createClient<paths>({
  baseUrl: typeof location === "undefined" ? "http://localhost" : location.origin,
  querySerializer: { array: { style: "form", explode: true } },
});
api.use(everyRequest);

/** The problem an answer tells of; whoever is not signed in any more is told so. */
export function refused(status: number, body: unknown, retryAfter: string | null): Problem {
  const problem = problemOf(status, body, retryAfter);
  if (problem.code === "unauthenticated") onSignedOut();
  return problem;
}

/**
 * The data of an answer, e.g. `await answer(api.GET("/v1/today", …))`.
 *
 * @throws Problem on every refusal and when the network is gone.
 */
export async function answer<T>(request: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  let result;
  try {
    result = await request;
  } catch (error) {
    throw asProblem(error);
  }
  if (!result.response.ok)
    throw refused(result.response.status, result.error, result.response.headers.get("Retry-After"));
  return result.data as T;
}

/** The data and the ETag of an answer; pass the tag as `If-Match` when saving. */
export async function answerWithTag<T>(
  request: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<{ data: T; tag: string | null }> {
  const kept = request.then((result) => result);
  const data = await answer(kept);
  return { data, tag: (await kept).response.headers.get("ETag") };
}

type Query = Record<string, string | number | boolean | null | undefined | readonly string[]>;

export interface CallOptions {
  query?: Query;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** A request whose address is put together at run time; prefer `api` wherever the address is known. */
export async function call<T>(method: string, path: string, options: CallOptions = {}): Promise<T> {
  const url = new URL(path, location.origin);
  for (const [name, value] of Object.entries(options.query ?? {})) {
    if (Array.isArray(value)) value.forEach((one: string) => url.searchParams.append(name, one));
    else if (value !== null && value !== undefined && value !== "") url.searchParams.set(name, String(value));
  }
  const headers = new Headers(options.headers);
  dress(headers, method);
  const raw = options.body instanceof FormData || options.body instanceof Blob;
  if (options.body !== undefined && !raw) headers.set("Content-Type", "application/json");
  let response: Response;
  let body: unknown = null;
  try {
    response = await fetch(url, {
      method,
      headers,
      signal: options.signal,
      body: options.body === undefined ? undefined : raw ? (options.body as BodyInit) : JSON.stringify(options.body),
    });
    const type = response.headers.get("Content-Type") ?? "";
    body = type.includes("json") ? await response.json() : await response.text();
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw asProblem(error);
  }
  if (!response.ok) throw refused(response.status, body, response.headers.get("Retry-After"));
  return body as T;
}

/** A keyset page as every list answers it. */
export interface Page<Row> {
  items: Row[];
  next_cursor?: string | null;
}
