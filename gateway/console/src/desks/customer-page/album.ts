import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { answer, api, type components } from "@/api";
import { useChoiceDrafts, type Choices } from "../post-production/room/use-choices";

type Schemas = components["schemas"];
export type OwnSelection = Schemas["post_production_OwnSelectionOut"];
export type OwnLayout = Schemas["post_production_OwnLayoutOut"];
export type OwnPhoto = Schemas["post_production_OwnPhotoOut"];
type OwnChoice = Schemas["post_production_OwnChoiceIn"];
type Album = Schemas["post_production_AlbumOut"];

/** Post-production hears of an order when it is booked. */
const UNHEARD = ["PLACED", "CANCELLED"];

const PAGE = 200;
const FRESH = 20_000;
export const albumKey = (code: string) => ["customer-page", code, "album"] as const;

/** Selection and layout of the own order, once there can be any. */
export function useAlbum(code: string, stage: string | undefined) {
  return useQuery({
    queryKey: albumKey(code),
    queryFn: () => answer(api.GET("/v1/customer/{code}/album", { params: { path: { code } } })),
    enabled: stage !== undefined && !UNHEARD.includes(stage),
    staleTime: FRESH,
    refetchInterval: 3 * FRESH,
  });
}

/** The photos to choose from, page after page. */
export function useOwnPhotos(code: string) {
  const list = useInfiniteQuery({
    queryKey: ["customer-page", code, "photos"],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/v1/customer/{code}/photos", {
          params: { path: { code }, query: { cursor: pageParam, limit: PAGE } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    staleTime: 5 * 60_000,
  });
  const { hasNextPage, isFetching, fetchNextPage, error } = list;
  useEffect(() => {
    if (hasNextPage && !isFetching && !error) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage, error]);
  return list;
}

/** The own proposal: every touch counts at once and is kept until it has arrived. */
export function useOwnChoices(code: string, selection: OwnSelection): Choices {
  const queries = useQueryClient();
  return useChoiceDrafts({
    id: code,
    told: selection.choices,
    send: async (choices, removed) => {
      const told = await answer(
        api.PUT("/v1/customer/{code}/selection/choices", {
          params: { path: { code } },
          body: { choices: choices as OwnChoice[], removed },
        }),
      );
      queries.setQueryData(albumKey(code), (now: Album | undefined) => now && { ...now, selection: told });
      return told.choices;
    },
  });
}

/** Where a photo of the own order is. */
export const ownPicture = (code: string, id: string, size: "thumbnail" | "proof") =>
  `/v1/customer/${code}/photos/${id}/${size}`;

/** Where a page of the own layout is. */
export const ownPage = (code: string, id: string, size: "thumbnail" | "preview") =>
  `/v1/customer/${code}/layout-pages/${id}/${size}`;
