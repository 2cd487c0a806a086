"""The read side: pieces, cards, the pickup board, pickup's part of an order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Uuid, bindparam, false, true
from sqlmodel import col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from services.pickup.domain import BOARD_DAYS, BookingState, Count, PieceState, count
from services.pickup.models import (
    IN_HOUSE,
    Delay,
    ExpectedPiece,
    Handover,
    PickupBooking,
    PickupOrder,
    ReworkNote,
    ServiceCard,
    Suggestion,
)
from services.pickup.schemas.arrivals import PieceOut
from services.pickup.schemas.cards import CardOut, SuggestionOut
from services.pickup.schemas.handovers import HandoverNote
from services.pickup.schemas.orders import (
    BoardLine,
    BookingOut,
    BranchFigures,
    CountOut,
    DelayOut,
    OrderPickup,
    PickupBoard,
    PickupFigures,
    ReworkOut,
)
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.branch_figures import by_branch, calendars
from shared.kit.db import AsyncSession
from shared.kit.errors import NotFound
from shared.kit.reference import Branch, branches_in_scope, get_branch
from shared.kit.together import Together

OfOrder = TypeVar("OfOrder", ExpectedPiece, ReworkNote)


def select_pieces(
    branch_id: str | None, code: str | None, order_id: UUID | None, state: PieceState | None
) -> SelectOfScalar[ExpectedPiece]:
    """Pieces by branch, code, order, state."""
    query = select(ExpectedPiece)
    for column, value in (
        (ExpectedPiece.branch_id, branch_id),
        (ExpectedPiece.code, code),
        (ExpectedPiece.order_id, order_id),
        (ExpectedPiece.state, state),
    ):
        if value is not None:
            query = query.where(col(column) == value)
    return query


def select_cards(branch_id: str | None) -> SelectOfScalar[ServiceCard]:
    """Service cards, of one branch when asked."""
    query = select(ServiceCard)
    return query if branch_id is None else query.where(ServiceCard.branch_id == branch_id)


def select_suggestions(branch_id: str | None) -> SelectOfScalar[Suggestion]:
    """Suggestion cards, of one branch when asked."""
    query = select(Suggestion)
    return query if branch_id is None else query.where(Suggestion.branch_id == branch_id)


async def of_orders(
    session: AsyncSession, model: type[OfOrder], order_ids: Sequence[UUID]
) -> dict[UUID, list[OfOrder]]:
    """Rows of several orders at once, by order, oldest first."""
    rows = (await session.exec(select(model).where(col(model.order_id).in_(order_ids)).order_by(col(model.id)))).all()
    found: dict[UUID, list[OfOrder]] = defaultdict(list)
    for row in rows:
        found[row.order_id].append(row)
    return found


async def pieces_of(session: AsyncSession, order_id: UUID) -> list[ExpectedPiece]:
    """Every piece of the order, by code."""
    found = await session.exec(
        select(ExpectedPiece).where(ExpectedPiece.order_id == order_id).order_by(col(ExpectedPiece.code))
    )
    return list(found.all())


def count_pieces(pieces: Sequence[ExpectedPiece]) -> Count:
    """What is in the house or still to come."""
    return count((piece.code, piece.state) for piece in pieces)


async def bookings_between(
    session: AsyncSession, branch_id: str, begin: datetime, end: datetime
) -> Sequence[PickupBooking]:
    """Standing appointments of the branch in that span, earliest first."""
    found = await session.exec(
        select(PickupBooking)
        .where(
            PickupBooking.branch_id == branch_id,
            PickupBooking.state != BookingState.CANCELLED,
            col(PickupBooking.starts_at) >= begin,
            col(PickupBooking.starts_at) < end,
        )
        .order_by(col(PickupBooking.starts_at), col(PickupBooking.id))
    )
    return found.all()


def span(branch: Branch, day: date, days: int) -> tuple[datetime, datetime]:
    """Midnight of the day and midnight after that many days, on the branch's clock."""
    return branch.at(day, time(0)), branch.at(day + timedelta(days=days), time(0))


async def pickup_board(session: AsyncSession, who: Principal, branch_id: str, day: date | None) -> PickupBoard:
    """The pickups of the day and the next two, with what is missing, owed and being redone (PCK-11, FIN-10)."""
    who.require_branch(branch_id)
    branch = await get_branch(session, branch_id)
    first = day or branch.today()
    bookings = await bookings_between(session, branch_id, *span(branch, first, BOARD_DAYS))
    order_ids = sorted({booking.order_id for booking in bookings})
    orders = {
        order.id: order
        for order in (await session.exec(select(PickupOrder).where(col(PickupOrder.id).in_(order_ids)))).all()
        if not order.cancelled
    }
    pieces = await of_orders(session, ExpectedPiece, order_ids)
    reworks = await of_orders(session, ReworkNote, order_ids)
    return PickupBoard(
        branch_id=branch_id,
        day=first,
        items=[
            board_line(orders[b.order_id], b, pieces[b.order_id], reworks[b.order_id])
            for b in bookings
            if b.order_id in orders
        ],
    )


def board_line(
    order: PickupOrder, booking: PickupBooking, pieces: list[ExpectedPiece], reworks: list[ReworkNote]
) -> BoardLine:
    """One appointment as the board shows it."""
    return BoardLine(
        order_id=order.id,
        order_number=order.number,
        owner_id=order.owner_id,
        person_ids=[UUID(person) for person in order.person_ids],
        booking=BookingOut.of(booking),
        pieces=CountOut.of(count_pieces(pieces)),
        ready=order.ready,
        shelves=sorted({piece.shelf for piece in pieces if piece.shelf}),
        arrears=order.owed is not None,
        arrears_amount=order.owed,
        reworks=[ReworkOut.of(note) for note in reworks],
    )


async def branch_figures(session: AsyncSession) -> PickupFigures:
    """What lies in the caller's branches, and what should have been collected before today (GEN-14).

    Its day is that of the order's last standing appointment; without one, the day by which it was to be made.
    """
    branches = await branches_in_scope(session)
    now = clock.now()
    mine = calendars(branches, now)
    piece = ExpectedPiece
    lying = (
        select(piece.branch_id, piece.order_id, func.count().label("pieces"), func.max(piece.due_on).label("due_on"))
        .join(mine, col(piece.branch_id) == mine.c.branch_id)
        .where(IN_HOUSE)
        .group_by(col(piece.branch_id), col(piece.order_id))
        .cte("lying")
    )
    last = (
        select(func.max(PickupBooking.starts_at).label("starts_at"))
        .where(PickupBooking.order_id == lying.c.order_id, PickupBooking.state != BookingState.CANCELLED)
        .lateral("last")
    )
    past = func.coalesce(last.c.starts_at < mine.c.day_begins, lying.c.due_on < mine.c.day, false())
    found = await by_branch(
        session,
        select(
            lying.c.branch_id,
            func.sum(lying.c.pieces),
            func.sum(lying.c.pieces).filter(past),
            func.count().filter(past),
        )
        .join(mine, lying.c.branch_id == mine.c.branch_id)
        .join(last, true())
        .group_by(lying.c.branch_id),
    )
    lines = []
    for branch in branches:
        pieces, uncollected, orders = found.get(branch.branch_id, (0, 0, 0))
        lines.append(
            BranchFigures(
                branch_id=branch.branch_id,
                day=branch.today(now),
                pieces=pieces,
                uncollected=uncollected,
                uncollected_orders=orders,
            )
        )
    return PickupFigures(branches=lines)


THE_ORDER = bindparam("order_id", type_=Uuid)
ORDER = select(PickupOrder).where(col(PickupOrder.id) == THE_ORDER)
PIECES = select(ExpectedPiece).where(col(ExpectedPiece.order_id) == THE_ORDER).order_by(col(ExpectedPiece.code))
BOOKINGS = select(PickupBooking).where(col(PickupBooking.order_id) == THE_ORDER).order_by(col(PickupBooking.id))
REWORKS = select(ReworkNote).where(col(ReworkNote.order_id) == THE_ORDER).order_by(col(ReworkNote.id))
DELAYS = select(Delay).where(col(Delay.order_id) == THE_ORDER).order_by(col(Delay.id))
HANDOVERS = select(Handover).where(col(Handover.order_id) == THE_ORDER).order_by(col(Handover.id))
CARD = select(ServiceCard).where(col(ServiceCard.order_id) == THE_ORDER)
SUGGESTIONS = select(Suggestion).where(col(Suggestion.order_id) == THE_ORDER).order_by(col(Suggestion.id))
WHOLE_ORDER = Together(ORDER, PIECES, BOOKINGS, REWORKS, DELAYS, HANDOVERS, CARD, SUGGESTIONS)


async def order_pickup(session: AsyncSession, order_id: UUID) -> OrderPickup:
    """Pickup's part of an order (PCK-12).

    Raises:
        NotFound: nothing was heard of the order, or it is another branch's.
    """
    found = await WHOLE_ORDER.read(session, order_id=order_id)
    order, card = found.first(ORDER), found.first(CARD)
    if order is None:
        raise NotFound(what="order")
    return OrderPickup(
        order_id=order.id,
        branch_id=order.branch_id,
        order_number=order.number,
        person_ids=[UUID(person) for person in order.person_ids],
        wedding=order.category is not None and order.category.is_wedding,
        wedding_date=order.wedding_date,
        cancelled=order.cancelled,
        ready=order.ready,
        ready_at=order.ready_at,
        completed_at=order.completed_at,
        arrears=order.owed is not None,
        arrears_amount=order.owed,
        count=CountOut.of(count_pieces(found[PIECES])),
        pieces=[PieceOut.of(piece) for piece in found[PIECES]],
        bookings=[BookingOut.of(row) for row in found[BOOKINGS]],
        reworks=[ReworkOut.of(row) for row in found[REWORKS]],
        delays=[DelayOut.of(row) for row in found[DELAYS]],
        handovers=[HandoverNote.of(row) for row in found[HANDOVERS]],
        service_card=None if card is None else CardOut.of(card),
        suggestions=[SuggestionOut.of(row) for row in found[SUGGESTIONS]],
    )
