"""What a customer sees behind a link: the own photos, the own selection, the own layout."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import col, select

from services.post_production.domain.states import PhotoState, SelectionState
from services.post_production.models import Choice, Layout, LayoutPage, OrderCopy, Photo, Selection
from services.post_production.queries.layouts import layout_view
from services.post_production.queries.photos import photos_ready
from services.post_production.queries.selections import choices_of, price_of_extra, sale_of, selection_of_order
from services.post_production.schemas.own_order import AlbumOut, OwnLayoutOut, OwnPhotoOut, OwnSelectionOut
from shared.contracts.post_production import ReviewMode
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import NotFound
from shared.kit.pagination import Page, PageRequest, fetch_page

OPEN = (SelectionState.READY, SelectionState.CHOOSING, SelectionState.SIGNED)


async def album(session: AsyncSession, who: Principal) -> AlbumOut:
    """Selection and layout as the customer sees them; whatever was never prepared is empty.

    Raises:
        NotFound: the order has not reached post-production.
    """
    await get_or_404(session, OrderCopy, who.own_order, what="order")
    selection = await selection_of_order(session, who.own_order)
    layout = await own_layout(session, who.own_order)
    return AlbumOut(
        selection=await selection_view(session, selection) if selection else None,
        layout=await own_layout_view(session, who, layout) if layout else None,
    )


async def selection_view(session: AsyncSession, selection: Selection) -> OwnSelectionOut:
    """The selection with live figures."""
    order = await session.get_one(OrderCopy, selection.order_id)
    choices = await choices_of(session, selection.id)
    return OwnSelectionOut.of(
        selection,
        sale_of(selection, order, choices),
        choices,
        extra_photo_price=price_of_extra(selection, order),
        photos=await photos_ready(session, order.order_id),
    )


async def own_layout(session: AsyncSession, order_id: UUID) -> Layout | None:
    """The latest round, when the customer wished to see it online (PST-11)."""
    query = select(Layout).where(Layout.order_id == order_id, Layout.review_mode == ReviewMode.ONLINE)
    return (await session.exec(query.order_by(col(Layout.round).desc()).limit(1))).one_or_none()


async def own_layout_view(session: AsyncSession, who: Principal, layout: Layout) -> OwnLayoutOut:
    """The layout with its pages and pins."""
    selection = await selection_of_order(session, layout.order_id)
    return OwnLayoutOut.of(await layout_view(session, layout), who.staff_id, selection.pickup_on if selection else None)


async def photos(session: AsyncSession, who: Principal, page: PageRequest) -> Page[OwnPhotoOut]:
    """The photos to choose from once they are prepared; afterwards only the chosen ones.

    Raises:
        NotFound: the selection has not been prepared.
    """
    selection = await selection_of_order(session, who.own_order)
    if selection is None:
        raise NotFound(what="selection")
    query = select(Photo).where(Photo.order_id == who.own_order, Photo.state == PhotoState.READY)
    if selection.state not in OPEN:
        query = query.where(col(Photo.id).in_(select(Choice.photo_id).where(Choice.selection_id == selection.id)))
    return await fetch_page(session, query, page, keys=[Photo.id], show=OwnPhotoOut.of)


async def require_own_photo(session: AsyncSession, who: Principal, photo_id: UUID) -> None:
    """Refuse a photo of another order as if it did not exist, and all photos until they are prepared.

    Raises:
        NotFound: there is no such photo for this customer.
    """
    photo = await session.get(Photo, photo_id)
    selection = await selection_of_order(session, who.own_order)
    if photo is None or selection is None or photo.order_id != who.own_order:
        raise NotFound(what="photo")
    if selection.state not in OPEN and await session.get(Choice, (selection.id, photo_id)) is None:
        raise NotFound(what="photo")


async def require_own_page(session: AsyncSession, who: Principal, page_id: UUID) -> None:
    """Refuse a page of another order, or one that was not put before this customer.

    Raises:
        NotFound: there is no such page for this customer.
    """
    page = await session.get(LayoutPage, page_id)
    layout = await session.get(Layout, page.layout_id) if page and page.layout_id else None
    if layout is None or layout.order_id != who.own_order or layout.review_mode is not ReviewMode.ONLINE:
        raise NotFound(what="layout page")
