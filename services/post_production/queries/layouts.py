"""The rounds of layout of an order, with their pages and pins."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from sqlmodel import col, select

from services.post_production.models import Layout, LayoutPage, LayoutPin, OrderCopy
from services.post_production.schemas.layouts import LayoutOut, LayoutPageOut
from shared.kit.db import AsyncSession, get_or_404


async def layouts_of_order(session: AsyncSession, order_id: UUID) -> list[LayoutOut]:
    """All rounds, oldest first."""
    rounds = (await session.exec(select(Layout).where(Layout.order_id == order_id).order_by(col(Layout.round)))).all()
    return await with_pages(session, list(rounds))


async def with_pages(session: AsyncSession, layouts: list[Layout]) -> list[LayoutOut]:
    """The layouts as answered."""
    ids = [layout.id for layout in layouts]
    pages: dict[UUID | None, list[LayoutPage]] = defaultdict(list)
    pins: dict[UUID, list[LayoutPin]] = defaultdict(list)
    shown = select(LayoutPage).where(col(LayoutPage.layout_id).in_(ids)).order_by(col(LayoutPage.place))
    for page in (await session.exec(shown)).all():
        pages[page.layout_id].append(page)
    kept = select(LayoutPin).where(col(LayoutPin.layout_id).in_(ids))
    for pin in (await session.exec(kept.order_by(col(LayoutPin.set_at), col(LayoutPin.id)))).all():
        pins[pin.layout_id].append(pin)
    return [LayoutOut.of(layout, pages[layout.id], pins[layout.id]) for layout in layouts]


async def layout_view(session: AsyncSession, layout: Layout) -> LayoutOut:
    """One round as it stands."""
    await session.flush()
    return (await with_pages(session, [layout]))[0]


async def new_pages(session: AsyncSession, order_id: UUID) -> list[LayoutPageOut]:
    """Pages that were brought and not yet shown, in the order they came.

    Raises:
        NotFound: no such order in sight.
    """
    await get_or_404(session, OrderCopy, order_id, what="order")
    query = select(LayoutPage).where(LayoutPage.order_id == order_id, col(LayoutPage.layout_id).is_(None))
    return [LayoutPageOut.of(page) for page in (await session.exec(query.order_by(col(LayoutPage.id)))).all()]
