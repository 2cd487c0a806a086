/** Readings by id: what is asked for at one moment goes out as one request of at most `largest` ids. */
export function batched<Row>(
  ask: (ids: string[]) => Promise<readonly Row[]>,
  idOf: (row: Row) => string,
  largest = 80,
): (id: string) => Promise<Row | null> {
  interface Waiting {
    id: string;
    resolve: (row: Row | null) => void;
    reject: (error: unknown) => void;
  }
  let waiting: Waiting[] = [];

  const send = async (batch: readonly Waiting[]) => {
    try {
      const rows = await ask([...new Set(batch.map((one) => one.id))]);
      const found = new Map(rows.map((row) => [idOf(row), row]));
      batch.forEach((one) => one.resolve(found.get(one.id) ?? null));
    } catch (error) {
      batch.forEach((one) => one.reject(error));
    }
  };
  return (id) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) {
        setTimeout(() => {
          const all = waiting;
          waiting = [];
          for (let start = 0; start < all.length; start += largest) void send(all.slice(start, start + largest));
        }, 5);
      }
      waiting.push({ id, resolve, reject });
    });
}
