"""Photo sets and photos."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Header, Response, UploadFile
from fastapi.responses import StreamingResponse
from sqlmodel import select

from services.post_production.models import OrderCopy, Photo, PhotoSet
from services.post_production.queries.photos import count_of_set
from services.post_production.schemas.photos import CompletionIn, PhotoOut, PhotoSetIn, PhotoSetOut, UploadOut
from services.post_production.service import imports, showing
from services.post_production.service.showing import Shown
from services.post_production.service.store import Rendering
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.db import get_or_404
from shared.kit.pagination import Page, PageDep, fetch_page

router = APIRouter(tags=["photos"])

MayImport = Annotated[Principal, may("post_production.photos.import")]
MayRead = Annotated[Principal, may("post_production.photos.read")]
IfNoneMatch = Annotated[str | None, Header(max_length=200)]


@router.post("/orders/{order_id}/photo-sets", status_code=201)
async def open_photo_set(order_id: UUID, body: PhotoSetIn, session: SessionDep, who: MayImport) -> PhotoSetOut:
    """Begin the import of one set of clothes (SHO-02)."""
    return await imports.open_set(session, who, order_id, body)


@router.get("/photo-sets/{photo_set_id}")
async def read_photo_set(photo_set_id: UUID, session: SessionDep, _who: MayRead) -> PhotoSetOut:
    """How far the import and the previews are."""
    photo_set = await get_or_404(session, PhotoSet, photo_set_id, what="photo set")
    return PhotoSetOut.of(photo_set, await count_of_set(session, photo_set_id))


@router.post("/photo-sets/{photo_set_id}/photos")
async def import_photos(
    photo_set_id: UUID,
    files: Annotated[list[UploadFile], File(min_length=1, max_length=50, description="JPEG files")],
    session: SessionDep,
    _who: MayImport,
) -> UploadOut:
    """Take up to fifty files; each is accepted, a duplicate, or refused with its reason."""
    return await imports.take_files(session, photo_set_id, files)


@router.post("/photo-sets/{photo_set_id}/completion")
async def complete_photo_set(
    photo_set_id: UUID, body: CompletionIn, session: SessionDep, _who: MayImport
) -> PhotoSetOut:
    """Close the set with the photographer's count (SHO-02)."""
    return await imports.complete_set(session, photo_set_id, body.expected_count)


@router.get("/orders/{order_id}/photos")
async def list_photos(order_id: UUID, session: SessionDep, page: PageDep, _who: MayRead) -> Page[PhotoOut]:
    """The proofs of an order in the order they came."""
    await get_or_404(session, OrderCopy, order_id, what="order")
    query = select(Photo).where(Photo.order_id == order_id)
    return await fetch_page(session, query, page, keys=[Photo.id], show=PhotoOut.of)


def picture(shown: Shown, known: str | None) -> Response:
    """The picture, or that the caller has it already."""
    tag, pieces = shown
    headers = {"ETag": tag, "Cache-Control": "private, max-age=86400"}
    if known == tag:
        return Response(status_code=304, headers=headers)
    return StreamingResponse(pieces, media_type="image/jpeg", headers=headers)


@router.get("/photos/{photo_id}/thumbnail", response_class=Response)
async def show_thumbnail(
    photo_id: UUID, session: SessionDep, _who: MayRead, if_none_match: IfNoneMatch = None
) -> Response:
    """At most 320 pixels wide and high."""
    return picture(await showing.open_photo(session, photo_id, Rendering.THUMBNAIL), if_none_match)


@router.get("/photos/{photo_id}/preview", response_class=Response)
async def show_preview(
    photo_id: UUID, session: SessionDep, _who: MayRead, if_none_match: IfNoneMatch = None
) -> Response:
    """At most 2048 pixels wide and high."""
    return picture(await showing.open_photo(session, photo_id, Rendering.PREVIEW), if_none_match)


@router.get("/photos/{photo_id}/original", response_class=Response)
async def show_original(
    photo_id: UUID, session: SessionDep, _who: MayRead, if_none_match: IfNoneMatch = None
) -> Response:
    """The file as it was imported."""
    return picture(await showing.open_photo(session, photo_id, Rendering.ORIGINAL), if_none_match)
