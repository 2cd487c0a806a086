"""The own order of a customer who came by a link: photos to choose, the layout to answer.

The gateway has looked the code up and says in its token which order it opens; the code itself is not read here.
"""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Path, Response

from services.post_production.api.layouts import Language
from services.post_production.api.photos import IfNoneMatch, picture
from services.post_production.queries import own_order as queries
from services.post_production.schemas.layouts import PinIn, PinOut
from services.post_production.schemas.own_order import (
    AlbumOut,
    OwnChangesIn,
    OwnChoicesIn,
    OwnLayoutOut,
    OwnPhotoOut,
    OwnSelectionOut,
)
from services.post_production.service import own_order as service
from services.post_production.service import showing
from services.post_production.service.store import Rendering
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.idempotency import OnceDep
from shared.kit.pagination import Page, PageDep

router = APIRouter(prefix="/customer/{code}", tags=["customer's page"])
Seer = Annotated[Principal, may("post_production.own_order.see")]
Teller = Annotated[Principal, may("post_production.own_order.tell")]
Code = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{24}$")]


@router.get("/album")
async def read_own_album(code: Code, session: SessionDep, who: Seer) -> AlbumOut:
    """Selection with its running price, and the layout with its pins (PST-04, PST-17)."""
    return await queries.album(session, who)


@router.get("/photos")
async def list_own_photos(code: Code, session: SessionDep, page: PageDep, who: Seer) -> Page[OwnPhotoOut]:
    """The photos to choose from; after the selection is closed, the chosen ones."""
    return await queries.photos(session, who, page)


@router.get("/photos/{photo_id}/thumbnail", response_class=Response)
async def show_own_thumbnail(
    code: Code, photo_id: UUID, session: SessionDep, who: Seer, if_none_match: IfNoneMatch = None
) -> Response:
    """At most 320 pixels wide and high."""
    await queries.require_own_photo(session, who, photo_id)
    return picture(await showing.open_photo(session, photo_id, Rendering.THUMBNAIL), if_none_match)


@router.get("/photos/{photo_id}/proof", response_class=Response)
async def show_own_proof(
    code: Code, photo_id: UUID, session: SessionDep, who: Seer, if_none_match: IfNoneMatch = None
) -> Response:
    """At most 1080 pixels wide and high: enough to choose by."""
    await queries.require_own_photo(session, who, photo_id)
    return picture(await showing.open_photo(session, photo_id, Rendering.PROOF), if_none_match)


@router.put("/selection/choices")
async def propose_photos(code: Code, body: OwnChoicesIn, session: SessionDep, who: Teller) -> OwnSelectionOut:
    """Merge choices into the own proposal; what is not named stays (PST-15)."""
    return await service.choose(session, who, body)


@router.post("/selection/proposal")
async def send_proposal(code: Code, session: SessionDep, once: OnceDep, who: Teller) -> OwnSelectionOut:
    """Send the proposal to the consultant, who confirms it with the customer's signature (PST-11)."""
    return await once.run(session, OwnSelectionOut, lambda: service.propose(session, who))


@router.get("/layout-pages/{page_id}/{size}", response_class=Response)
async def show_own_page(
    code: Code,
    page_id: UUID,
    size: Literal["thumbnail", "preview"],
    session: SessionDep,
    who: Seer,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """A page of the layout, never as the file it was made from."""
    await queries.require_own_page(session, who, page_id)
    return picture(await showing.open_page(session, page_id, Rendering(size)), if_none_match)


@router.post("/layouts/{layout_id}/pins", status_code=201)
async def set_own_pin(
    code: Code, layout_id: UUID, body: PinIn, session: SessionDep, once: OnceDep, who: Teller
) -> PinOut:
    """A remark at a spot of the layout."""

    async def pinned() -> PinOut:
        return PinOut.of(await service.set_pin(session, who, layout_id, body))

    return await once.run(session, PinOut, pinned)


@router.delete("/layouts/{layout_id}/pins/{pin_id}", status_code=204)
async def take_own_pin_back(code: Code, layout_id: UUID, pin_id: UUID, session: SessionDep, who: Teller) -> None:
    """Take an own pin back."""
    await service.take_pin_back(session, who, layout_id, pin_id)


@router.post("/layouts/{layout_id}/approval")
async def approve_own_layout(
    code: Code, layout_id: UUID, session: SessionDep, once: OnceDep, who: Teller
) -> OwnLayoutOut:
    """Accept the layout; the album is made like this (PST-17)."""
    return await once.run(session, OwnLayoutOut, lambda: service.approve(session, who, layout_id))


@router.post("/layouts/{layout_id}/changes")
async def change_own_layout(
    code: Code,
    layout_id: UUID,
    body: OwnChangesIn,
    session: SessionDep,
    once: OnceDep,
    who: Teller,
    accept_language: Language = "zh-CN",
) -> OwnLayoutOut:
    """Ask for changes; the designer makes the next round."""
    return await once.run(
        session,
        OwnLayoutOut,
        lambda: service.want_changes(session, who, layout_id, body.remarks, accept_language),
    )
