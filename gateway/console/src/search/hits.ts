import { answer, api } from "@/api/client";
import type { Money } from "@/format";

/** An order found; fields a department did not answer are missing. */
export interface Hit {
  order_id: string;
  number: string;
  customer_number?: string | null;
  names?: string[] | string | null;
  state?: string | null;
  stage?: string | null;
  branch_id?: string | null;
  balance?: Money | null;
}

/** Up to twenty orders for what was typed. */
export async function fetchHits(words: string): Promise<Hit[]> {
  const found = await answer(api.GET("/v1/search", { params: { query: { q: words } } }));
  return found.items as unknown as Hit[];
}
