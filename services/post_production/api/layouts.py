"""Layouts in front of the customer: pages, rounds, pins."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Header, Response, UploadFile

from services.post_production.api.photos import IfNoneMatch, picture
from services.post_production.queries import boards
from services.post_production.queries.layouts import layout_view, new_pages
from services.post_production.schemas.layouts import (
    ApprovalIn,
    ChangesIn,
    LayoutIn,
    LayoutOut,
    LayoutPageOut,
    LayoutPagesOut,
    PinIn,
    PinOut,
    TemplateOut,
)
from services.post_production.service import design, layout_pages, showing
from services.post_production.service.store import Rendering
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.pagination import Page, PageDep

router = APIRouter(tags=["layouts"])

MayPresent = Annotated[Principal, may("post_production.layouts.present")]
MayAnswer = Annotated[Principal, may("post_production.layouts.answer")]
Language = Annotated[str, Header(alias="Accept-Language", max_length=200)]
MaySee = Annotated[Principal, may("post_production.photos.read")]


@router.post("/orders/{order_id}/layout-pages", status_code=201)
async def add_layout_pages(
    order_id: UUID,
    files: Annotated[list[UploadFile], File(min_length=1, max_length=50, description="JPEG files")],
    session: SessionDep,
    who: MayPresent,
) -> LayoutPagesOut:
    """Bring pages for the next layout; each is accepted, or refused with its reason."""
    return LayoutPagesOut(files=await layout_pages.add_pages(session, who, order_id, files))


@router.get("/orders/{order_id}/layout-pages")
async def list_new_layout_pages(order_id: UUID, session: SessionDep, _who: MaySee) -> list[LayoutPageOut]:
    """Pages that were brought and not yet put before the customer."""
    return await new_pages(session, order_id)


@router.delete("/layout-pages/{page_id}", status_code=204)
async def drop_layout_page(page_id: UUID, session: SessionDep, _who: MayPresent) -> None:
    """Take back a page that the customer has not seen."""
    await layout_pages.drop_page(session, page_id)


@router.get("/layout-pages/{page_id}/thumbnail", response_class=Response)
async def show_page_thumbnail(
    page_id: UUID, session: SessionDep, _who: MaySee, if_none_match: IfNoneMatch = None
) -> Response:
    """At most 320 pixels wide and high."""
    return picture(await showing.open_page(session, page_id, Rendering.THUMBNAIL), if_none_match)


@router.get("/layout-pages/{page_id}/preview", response_class=Response)
async def show_page_preview(
    page_id: UUID, session: SessionDep, _who: MaySee, if_none_match: IfNoneMatch = None
) -> Response:
    """At most 2048 pixels wide and high."""
    return picture(await showing.open_page(session, page_id, Rendering.PREVIEW), if_none_match)


@router.post("/orders/{order_id}/layouts", status_code=201)
async def present_layout(order_id: UUID, body: LayoutIn, session: SessionDep, who: MayPresent) -> LayoutOut:
    """Put a layout before the customer (PST-17)."""
    return await layout_view(session, await design.present_layout(session, who, order_id, body))


@router.post("/layouts/{layout_id}/approval")
async def approve_layout(layout_id: UUID, body: ApprovalIn, session: SessionDep, who: MayAnswer) -> LayoutOut:
    """The customer accepts (PST-17)."""
    return await layout_view(session, await design.approve_layout(session, who, layout_id, body))


@router.post("/layouts/{layout_id}/changes")
async def want_layout_changes(
    layout_id: UUID, body: ChangesIn, session: SessionDep, who: MayAnswer, accept_language: Language = "zh-CN"
) -> LayoutOut:
    """The customer wants changes; design begins the next round."""
    asked = await design.change_layout(session, who, layout_id, body, accept_language)
    return await layout_view(session, asked)


@router.post("/layouts/{layout_id}/pins", status_code=201)
async def set_layout_pin(layout_id: UUID, body: PinIn, session: SessionDep, who: MayAnswer) -> PinOut:
    """A remark at a spot, as the customer says it (PST-17)."""
    layout, _ = await design.locked_layout(session, layout_id)
    return PinOut.of(await layout_pages.set_pin(session, who.staff_id, layout, body))


@router.delete("/layouts/{layout_id}/pins/{pin_id}", status_code=204)
async def take_layout_pin_back(layout_id: UUID, pin_id: UUID, session: SessionDep, who: MayAnswer) -> None:
    """Take an own pin back."""
    layout, _ = await design.locked_layout(session, layout_id)
    await layout_pages.take_pin_back(session, who.staff_id, layout, pin_id)


@router.post("/layout-pins/{pin_id}/settlement")
async def settle_layout_pin(
    pin_id: UUID, session: SessionDep, who: Annotated[Principal, may("post_production.work.do")]
) -> PinOut:
    """The designer has done what the pin asks for."""
    return PinOut.of(await layout_pages.settle_pin(session, who, pin_id))


@router.get("/layout-templates")
async def list_layout_templates(session: SessionDep, page: PageDep, _who: MayPresent) -> Page[TemplateOut]:
    """Templates that may be offered; never a custom one (PST-03)."""
    return await boards.list_templates(session, page)
