/** Reads a stream of server-sent events and gives on each event's data; comments (heartbeats) count as a sign of life. */
export class EventReader {
  private rest = "";
  private data: string[] = [];

  constructor(private readonly give: (data: string) => void) {}

  /** Take what has arrived, cut anywhere. */
  take(chunk: string): void {
    const lines = (this.rest + chunk).split(/\r?\n/);
    this.rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "") {
        if (this.data.length > 0) this.give(this.data.join("\n"));
        this.data = [];
      } else if (line.startsWith("data:")) {
        this.data.push(line.slice(5).replace(/^ /, ""));
      }
    }
  }
}

/** How long the stream may be silent: the gateway sends a heartbeat every 15 s. */
export const SILENCE = 40_000;

/**
 * Opens the stream and reads until it ends; resolves with the HTTP status when refused, rejects when it breaks.
 *
 * The browser's own EventSource hears only events whose names are listed beforehand and hides heartbeats.
 */
export async function readStream(
  url: string,
  signal: AbortSignal,
  heard: { open: () => void; data: (data: string) => void },
): Promise<number> {
  const quiet = new AbortController();
  const either = AbortSignal.any([signal, quiet.signal]);
  const response = await fetch(url, { headers: { Accept: "text/event-stream" }, signal: either, cache: "no-store" });
  if (!response.ok || !response.body) return response.status;
  heard.open();
  const reader = new EventReader(heard.data);
  const bytes = response.body.getReader();
  const decoder = new TextDecoder();
  let watchdog = setTimeout(() => quiet.abort(), SILENCE);
  try {
    for (;;) {
      const { done, value } = await bytes.read();
      if (done) return response.status;
      clearTimeout(watchdog);
      watchdog = setTimeout(() => quiet.abort(), SILENCE);
      reader.take(decoder.decode(value, { stream: true }));
    }
  } finally {
    clearTimeout(watchdog);
  }
}
