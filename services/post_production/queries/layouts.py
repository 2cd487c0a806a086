"""The rounds of layout of an order, with their pages and pins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, select

from services.post_production.models import Layout, LayoutPage, LayoutPin, OrderCopy
from services.post_production.schemas.layouts import LayoutOut, LayoutPageOut
from shared.kit.db import AsyncSession, get_or_404


def laid_out(layouts: Sequence[Layout], pages: Sequence[LayoutPage], pins: Sequence[LayoutPin]) -> list[LayoutOut]:
    """The rounds as answered, with those of the pages and pins that are theirs."""
    pages_of: dict[UUID | None, list[LayoutPage]] = defaultdict(list)
    pins_of: dict[UUID, list[LayoutPin]] = defaultdict(list)
    for page in pages:
        pages_of[page.layout_id].append(page)
    for pin in pins:
        pins_of[pin.layout_id].append(pin)
    return [LayoutOut.of(layout, pages_of[layout.id], pins_of[layout.id]) for layout in layouts]


async def layout_view(session: AsyncSession, layout: Layout) -> LayoutOut:
    """One round as it stands."""
    await session.flush()
    shown = select(LayoutPage).where(LayoutPage.layout_id == layout.id).order_by(col(LayoutPage.place))
    kept = select(LayoutPin).where(LayoutPin.layout_id == layout.id).order_by(col(LayoutPin.set_at), col(LayoutPin.id))
    pages, pins = (await session.exec(shown)).all(), (await session.exec(kept)).all()
    return laid_out([layout], pages, pins)[0]


async def new_pages(session: AsyncSession, order_id: UUID) -> list[LayoutPageOut]:
    """Pages that were brought and not yet shown, in the order they came.

    Raises:
        NotFound: no such order in sight.
    """
    await get_or_404(session, OrderCopy, order_id, what="order")
    query = select(LayoutPage).where(LayoutPage.order_id == order_id, col(LayoutPage.layout_id).is_(None))
    return [LayoutPageOut.of(page) for page in (await session.exec(query.order_by(col(LayoutPage.id)))).all()]
