/** How long after a success the very same input counts as the second half of a double click, in milliseconds. */
export const DOUBLE_CLICK = 800;

/**
 * One intended effect and its Idempotency-Key.
 *
 * The key is made once per payload and kept over failures and retries; a changed payload is another intent. While an
 * attempt is under way, and shortly after it succeeded, the same submission is refused.
 */
export class Intent {
  private payload: string | null = null;
  private key = "";
  private running = false;
  private doneAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly makeKey: () => string = newKey,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** The key to send, or null when this submission must not be sent. */
  begin(input: unknown): string | null {
    const payload = JSON.stringify(input) ?? "";
    if (this.running) return null;
    if (payload === this.payload && this.now() - this.doneAt < DOUBLE_CLICK) return null;
    if (payload !== this.payload || this.doneAt > Number.NEGATIVE_INFINITY) {
      this.payload = payload;
      this.key = this.makeKey();
      this.doneAt = Number.NEGATIVE_INFINITY;
    }
    this.running = true;
    return this.key;
  }

  /** The attempt failed; the next one for the same payload carries the same key. */
  failed(): void {
    this.running = false;
  }

  /** The effect happened; the same payload later is a new intent. */
  succeeded(): void {
    this.running = false;
    this.doneAt = this.now();
  }
}

/** A random key; `crypto.randomUUID` is missing on plain http from another machine. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
