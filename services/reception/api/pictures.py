"""Pictures that reception keeps."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Header, Response, UploadFile

from services.reception.models import BeforePhoto, FoundPhoto
from services.reception.schemas.keeping import FoundOut
from services.reception.schemas.orders import OrderOut
from services.reception.service import pictures
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may

router = APIRouter(tags=["pictures"])
Photo = Annotated[UploadFile, File(description="a JPEG of at most 10 MB")]
IfNoneMatch = Annotated[str | None, Header(max_length=200)]


def _shown(photo: BeforePhoto | FoundPhoto, known: str | None) -> Response:
    """The picture, or that the caller has it already; no other machine on the way keeps it."""
    tag = f'"{photo.sha256[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if known == tag:
        return Response(status_code=304, headers=headers)
    return Response(photo.image, media_type="image/jpeg", headers=headers)


@router.put("/orders/{order_id}/before-photo")
async def take_before_photo(
    order_id: UUID, file: Photo, session: SessionDep, who: Annotated[Principal, may("reception.before_photos.take")]
) -> OrderOut:
    """妆前照 as a file on the order's checklist (REC-02)."""
    return OrderOut.of(await pictures.take_before_photo(session, who, order_id, file))


@router.get("/orders/{order_id}/before-photo", response_class=Response)
async def see_before_photo(
    order_id: UUID,
    session: SessionDep,
    _who: Annotated[Principal, may("reception.before_photos.see")],
    if_none_match: IfNoneMatch = None,
) -> Response:
    """The face before make-up, while the order goes on (REC-02, P18)."""
    return _shown(await pictures.see_before_photo(session, order_id), if_none_match)


@router.put("/found-items/{item_id}/photo")
async def take_found_photo(
    item_id: UUID, file: Photo, session: SessionDep, who: Annotated[Principal, may("reception.keeping.do")]
) -> FoundOut:
    """What a left-behind thing looks like (M-36)."""
    return await pictures.take_found_photo(session, who, item_id, file)


@router.get("/found-items/{item_id}/photo", response_class=Response)
async def see_found_photo(
    item_id: UUID,
    session: SessionDep,
    _who: Annotated[Principal, may("reception.keeping.read")],
    if_none_match: IfNoneMatch = None,
) -> Response:
    """What a left-behind thing looks like (M-36)."""
    return _shown(await pictures.see_found_photo(session, item_id), if_none_match)
