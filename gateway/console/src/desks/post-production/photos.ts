import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { answer, api } from "@/api";
import { DESK, type Photo } from "./read";

const LARGEST = 200;

const pageOf = (order_id: string, cursor: string | undefined) =>
  answer(
    api.GET("/v1/orders/{order_id}/photos", { params: { path: { order_id }, query: { cursor, limit: LARGEST } } }),
  );

/** Every proof of an order. */
export async function allPhotos(orderId: string): Promise<Photo[]> {
  const photos: Photo[] = [];
  let cursor: string | undefined;
  do {
    const page = await pageOf(orderId, cursor);
    photos.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return photos;
}

/** The proofs of an order, shown as they come: the first screen does not wait for the three thousandth. */
export function usePhotos(orderId: string) {
  const list = useInfiniteQuery({
    queryKey: [...DESK, "photos", orderId],
    queryFn: ({ pageParam }) => pageOf(orderId, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    staleTime: 5 * 60_000,
    meta: { live: ["photos."] },
  });
  const { hasNextPage, isFetching, fetchNextPage, error } = list;
  useEffect(() => {
    if (hasNextPage && !isFetching && !error) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage, error]);
  return list;
}

/** Where a picture of this size is. */
export const pictureOf = (id: string, size: "thumbnail" | "preview" | "original") => `/v1/photos/${id}/${size}`;
