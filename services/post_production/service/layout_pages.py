"""Pictures of layouts and the pins set into them (PST-17)."""

from __future__ import annotations

import asyncio
from uuid import UUID

from fastapi import UploadFile
from sqlalchemy import delete, func
from sqlmodel import col, select

from services.post_production.domain.errors import PinOfAnother, TooManyPins, UnknownPages
from services.post_production.domain.states import FileVerdict
from services.post_production.models import Layout, LayoutPage, LayoutPin
from services.post_production.models.layout_pages import require_unanswered
from services.post_production.schemas.layouts import LayoutPageFile, PinIn
from services.post_production.service.imports import shown_name, store_of
from services.post_production.service.orders import known_order, rules_of
from services.post_production.service.pictures import develop, examine
from services.post_production.service.store import PhotoStore, Rendering
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import Both, Conflict, NotFound
from shared.kit.ids import new_id
from shared.kit.reference import get_branch
from shared.kit.refusals import PictureRefused

MOST_PINS = 100


async def add_pages(
    session: AsyncSession, who: Principal, order_id: UUID, files: list[UploadFile]
) -> list[LayoutPageFile]:
    """Take pages for the next layout; what is no JPEG is refused, the rest is kept."""
    order = await known_order(session, order_id)
    zone = clock.zone((await get_branch(session, order.branch_id)).state.time_zone)
    branch_id, rules, store = order.branch_id, rules_of(session), store_of(session)
    await session.rollback()
    outcome: list[LayoutPageFile] = []
    kept: list[LayoutPage] = []
    for file in files:
        name = shown_name(file.filename)
        try:
            data = await file.read(rules.max_file_bytes + 1)
            picture = await asyncio.to_thread(examine, data, rules, zone)
            await _develop(store, picture.sha256, data)
        except PictureRefused as refused:
            outcome.append(LayoutPageFile(name=name, state=FileVerdict.REFUSED, reason=refused.why))
            continue
        page = LayoutPage(
            id=new_id(),
            branch_id=branch_id,
            order_id=order_id,
            name=name,
            sha256=picture.sha256,
            width=picture.height if picture.orientation >= 5 else picture.width,
            height=picture.width if picture.orientation >= 5 else picture.height,
            added_by=who.staff_id,
            added_at=clock.now(),
        )
        kept.append(page)
        outcome.append(LayoutPageFile(name=name, page_id=page.id, state=FileVerdict.ACCEPTED))
    session.add_all(kept)
    return outcome


async def _develop(store: PhotoStore, sha256: str, data: bytes) -> None:
    if await store.is_developed(sha256):
        return
    derived = await asyncio.to_thread(develop, data)
    await store.put(store.derived_key(sha256, Rendering.THUMBNAIL), derived.thumbnail)
    await store.put(store.derived_key(sha256, Rendering.PREVIEW), derived.preview)


async def drop_page(session: AsyncSession, page_id: UUID) -> None:
    """Take back a page that has not been shown.

    Raises:
        Conflict: the customer has seen it.
    """
    page = await get_or_404(session, LayoutPage, page_id, what="layout page", lock=True)
    if page.layout_id is not None:
        raise Conflict(reason=Both("the page has been put before the customer", "这一页已经交顾客看过"))
    await session.delete(page)


async def show_pages(session: AsyncSession, layout: Layout, page_ids: list[UUID]) -> None:
    """The pages of the layout, in this order.

    Raises:
        UnknownPages: one belongs to another order or was shown before.
    """
    query = select(LayoutPage).where(
        col(LayoutPage.id).in_(page_ids),
        LayoutPage.order_id == layout.order_id,
        col(LayoutPage.layout_id).is_(None),
    )
    found = {page.id: page for page in (await session.exec(query.with_for_update())).all()}
    if unknown := [str(page_id) for page_id in page_ids if page_id not in found]:
        raise UnknownPages(pages=", ".join(unknown[:20]))
    for place, page_id in enumerate(page_ids, start=1):
        found[page_id].show_in(layout, place)


async def pins_of(session: AsyncSession, layout_id: UUID) -> list[LayoutPin]:
    """The pins of a layout in the order they were set."""
    query = select(LayoutPin).where(LayoutPin.layout_id == layout_id)
    return list((await session.exec(query.order_by(col(LayoutPin.set_at), col(LayoutPin.id)))).all())


async def set_pin(session: AsyncSession, by: str, layout: Layout, body: PinIn) -> LayoutPin:
    """A remark at a spot, while the layout waits for the customer's word.

    Raises:
        LayoutAnswered: it has been answered.
        NotFound: the page is not of this layout.
        TooManyPins: a hundred are there already.
    """
    require_unanswered(layout)
    page = await session.get(LayoutPage, body.page_id)
    if page is None or page.layout_id != layout.id:
        raise NotFound(what="layout page")
    count = select(func.count(col(LayoutPin.id))).where(LayoutPin.layout_id == layout.id)
    if (await session.exec(count)).one() >= MOST_PINS:
        raise TooManyPins(most=MOST_PINS)
    pin = LayoutPin(
        id=new_id(),
        branch_id=layout.branch_id,
        layout_id=layout.id,
        page_id=page.id,
        x=body.x,
        y=body.y,
        remark=body.remark,
        set_by=by,
        set_at=clock.now(),
    )
    session.add(pin)
    return pin


async def take_pin_back(session: AsyncSession, by: str, layout: Layout, pin_id: UUID) -> None:
    """Who set a pin takes it back; again is no error.

    Raises:
        LayoutAnswered: the layout has been answered.
        PinOfAnother: somebody else set it.
    """
    require_unanswered(layout)
    pin = await session.get(LayoutPin, pin_id)
    if pin is None or pin.layout_id != layout.id:
        raise NotFound(what="pin")
    if pin.set_by != by:
        raise PinOfAnother
    await session.execute(delete(LayoutPin).where(col(LayoutPin.id) == pin_id))


async def settle_pin(session: AsyncSession, who: Principal, pin_id: UUID) -> LayoutPin:
    """The designer has done what the pin asks for."""
    pin = await get_or_404(session, LayoutPin, pin_id, what="pin", lock=True)
    pin.settle(who.staff_id, clock.now())
    return pin


async def remarks_with_pins(session: AsyncSession, layout_id: UUID, remarks: str, language: str) -> str:
    """What the designer has to do, pins with their pages, in the language of whoever asks."""
    named = (
        "{number}. Page {page}: {remark}" if language.lower().startswith("en") else "{number}. 第 {page} 页：{remark}"
    )
    pages = select(LayoutPage).where(LayoutPage.layout_id == layout_id)
    place = {page.id: page.place for page in (await session.exec(pages)).all()}
    pins = await pins_of(session, layout_id)
    lines = [
        named.format(number=number, page=place.get(pin.page_id, 0), remark=pin.remark)
        for number, pin in enumerate(pins, start=1)
    ]
    return "\n".join([remarks, *lines] if remarks else lines)
