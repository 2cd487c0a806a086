/** A refusal of the API (RFC 9457) or a request that never got an answer (`code` "network"). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly sentence: string,
    readonly details: Readonly<Record<string, unknown>> = {},
    readonly retryAfter: number | null = null,
  ) {
    super(`${code}: ${sentence}`);
    this.name = "Problem";
  }

  /** The same of a part of a form: "body.name" is "body.people.0.name" there. */
  within(part: string): Problem {
    const { status, code, sentence, details, retryAfter } = this;
    const errors = Array.isArray(details["errors"]) ? (details["errors"] as { field?: unknown }[]) : [];
    const there = errors.map((one) => ({ ...one, field: String(one.field).replace(/^body\./, `body.${part}.`) }));
    return new Problem(status, code, sentence, { ...details, errors: there }, retryAfter);
  }

  /** Whether nobody knows if the effect happened: the same key must be sent again, never a new one. */
  get unknownOutcome(): boolean {
    return this.code === "network" || this.status === 502 || this.status === 504;
  }

  /** Whether a later attempt may well succeed as it is. */
  get passing(): boolean {
    return this.unknownOutcome || this.status === 503 || this.status === 429 || this.code === "fact_not_arrived";
  }
}

/** The problem an answer tells of; bodies that are no problem document become a plain one. */
export function problemOf(status: number, body: unknown, retryAfter: string | null): Problem {
  const told = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  const text = (name: string) => (typeof told[name] === "string" ? (told[name] as string) : "");
  const seconds = retryAfter === null ? Number.NaN : Number(retryAfter);
  return new Problem(
    status,
    text("code") || `http.${status}`,
    text("detail") || text("title"),
    told,
    Number.isFinite(seconds) ? seconds : null,
  );
}

/** Anything thrown as a problem. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(0, "network", "");
}
