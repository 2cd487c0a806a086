"""The selection of an order, what was chosen, and what it costs."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from services.post_production.domain.rules import Rules
from services.post_production.domain.selling import Sale, price
from services.post_production.domain.states import Purpose, WorkState
from services.post_production.models import Choice, HandoverBook, HandoverLine, OrderCopy, Selection, WorkItem
from services.post_production.queries.numbers import add_numbers
from services.post_production.queries.photos import photos_ready
from services.post_production.schemas.selections import BookOut, SelectionOut, show_selection
from shared.contracts.post_production import DesignMode
from shared.contracts.values import Money
from shared.kit.db import AsyncSession
from shared.kit.pagination import Page, PageRequest, fetch_page


async def selection_of_order(session: AsyncSession, order_id: UUID, *, lock: bool = False) -> Selection | None:
    """The selection of the order, if it was prepared."""
    query = select(Selection).where(Selection.order_id == order_id)
    return (await session.exec(query.with_for_update() if lock else query)).one_or_none()


async def choices_of(session: AsyncSession, selection_id: UUID) -> list[Choice]:
    """What was chosen."""
    query = select(Choice).where(Choice.selection_id == selection_id).order_by(col(Choice.photo_id))
    return list((await session.exec(query)).all())


def price_of_extra(selection: Selection, order: OrderCopy) -> Money:
    """The order's price until the selection is confirmed, then the price that was agreed."""
    if selection.sale is not None:
        return Money.model_validate(selection.sale["price_of_extra"])
    return order.price_of_extra


def sale_of(selection: Selection, order: OrderCopy, choices: list[Choice]) -> Sale:
    """The second sale as it stands (PST-04); what was confirmed does not change with the order."""
    unit = price_of_extra(selection, order)
    return price(
        chosen=sum(Purpose.ALBUM in choice.purposes for choice in choices),
        included=selection.sale["included"] if selection.sale else order.album_photos,
        extra_photo_price=unit,
        products=selection.priced_products,
        design_fee=Money(amount=selection.design_fee, currency=unit.currency),
    )


def proposed_mode(open_items: int, rules: Rules) -> DesignMode:
    """With many customers the template mode is proposed (PST-02)."""
    return DesignMode.TEMPLATE if open_items > rules.busy_above else DesignMode.CUSTOM


async def selection_view(session: AsyncSession, selection: Selection, rules: Rules) -> SelectionOut:
    """The selection as it stands, with live figures."""
    order = await session.get_one(OrderCopy, selection.order_id)
    choices = await choices_of(session, selection.id)
    open_items = select(func.count(col(WorkItem.id))).where(
        WorkItem.branch_id == order.branch_id, col(WorkItem.state).in_([WorkState.WAITING, WorkState.RUNNING])
    )
    return view_of(
        selection,
        order,
        choices,
        photos=await photos_ready(session, order.order_id),
        proposed=proposed_mode((await session.exec(open_items)).one(), rules),
    )


def view_of(
    selection: Selection, order: OrderCopy, choices: list[Choice], *, photos: int, proposed: DesignMode
) -> SelectionOut:
    """The selection of the order with what was chosen."""
    return show_selection(
        selection,
        sale_of(selection, order, choices),
        choices,
        extra_photo_price=price_of_extra(selection, order),
        photos=photos,
        hints=order.selection_hints,
        proposed=proposed,
    )


async def lines_of(session: AsyncSession, book_id: UUID) -> list[HandoverLine]:
    """The sheets of a page."""
    query = select(HandoverLine).where(HandoverLine.book_id == book_id).order_by(col(HandoverLine.selection_id))
    return list((await session.exec(query)).all())


async def list_books(
    session: AsyncSession, page: PageRequest, *, branch_id: str | None, day: date | None, answered: bool | None
) -> Page[BookOut]:
    """Pages of the hand-over book, oldest first."""
    query = select(HandoverBook)
    if branch_id is not None:
        query = query.where(HandoverBook.branch_id == branch_id)
    if day is not None:
        query = query.where(HandoverBook.day == day)
    if answered is not None:
        known = col(HandoverBook.answered_at)
        query = query.where(known.is_not(None) if answered else known.is_(None))
    books = await fetch_page(
        session, query, page, keys=[HandoverBook.given_at, HandoverBook.id], show=lambda book: BookOut.of(book, [])
    )
    for book in books.items:
        book.lines = BookOut.of(await session.get_one(HandoverBook, book.id), await lines_of(session, book.id)).lines
        await add_numbers(session, book.lines)
    return books
