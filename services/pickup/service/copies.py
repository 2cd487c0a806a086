"""What other departments told: orders, balances, pieces, reworks, appointments. Early events make the rows."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from services.pickup.domain import PIECES, BookingState, PieceAction, PieceState, ReworkState
from services.pickup.models import ExpectedPiece, PickupBooking, PickupOrder, ReworkNote
from services.pickup.queries import pieces_of
from services.pickup.service.readiness import check_at_once, note_completeness
from shared.contracts.post_production import (
    PieceFinished,
    ProductionOrdered,
    ReworkApproved,
    ReworkRejected,
    ReworkRequested,
)
from shared.contracts.reception import OrderAmended, OrderBalanceChanged, OrderBooked, OrderCancelled
from shared.contracts.scheduling import BookingCancelled, BookingConfirmed, BookingKind, BookingMade, BookingMoved
from shared.kit.db import AsyncSession

ReworkNews = ReworkRequested | ReworkApproved | ReworkRejected
BookingNews = BookingMade | BookingMoved | BookingCancelled | BookingConfirmed


async def order_row(session: AsyncSession, order_id: UUID, branch_id: str) -> PickupOrder:
    """The order's row, locked; made when this is the first that is heard of it."""
    row = await session.get(PickupOrder, order_id, with_for_update=True)
    if row is None:
        blank = PickupOrder(id=order_id, branch_id=branch_id)
        await session.execute(insert(PickupOrder).values(**blank.model_dump()).on_conflict_do_nothing())
        row = await session.get_one(PickupOrder, order_id, with_for_update=True)
    return row


async def note_order(session: AsyncSession, event: OrderBooked | OrderAmended) -> None:
    """Keep the order's number, owner, category, people and wedding; an older amendment is ignored."""
    order = await order_row(session, event.order_id, event.branch_id)
    amendment = event.amendment if isinstance(event, OrderAmended) else 0
    if amendment <= order.amendment:
        return
    content = event.content
    order.amendment, order.number, order.owner_id = amendment, content.number, content.owner_id
    order.category, order.wedding_date = content.category, content.wedding_date
    order.person_ids = [str(person) for person in content.person_ids]
    order.touch()


async def note_cancelled(session: AsyncSession, event: OrderCancelled) -> None:
    """Nothing more is expected; what the customer already has stays theirs."""
    order = await order_row(session, event.order_id, event.branch_id)
    order.cancelled, order.ready = True, False
    order.touch()
    for piece in await pieces_of(session, order.id):
        if PIECES.allows(piece.state, PieceAction.CANCEL):
            piece.do(PieceAction.CANCEL)


async def note_balance(session: AsyncSession, event: OrderBalanceChanged) -> None:
    """Show what is owed (FIN-10); an older version is ignored."""
    order = await order_row(session, event.order_id, event.branch_id)
    if event.version <= order.balance_version:
        return
    order.balance_version = event.version
    order.balance, order.currency = event.balance.amount, event.balance.currency
    order.touch()


async def note_production(session: AsyncSession, event: ProductionOrdered) -> None:
    """Expect every piece of the production sheet; some may have been heard of before."""
    order = await order_row(session, event.order_id, event.branch_id)
    order.sheet_known = True
    for line in event.pieces:
        piece = await piece_row(session, order, line.piece_id, line.code)
        piece.code, piece.product_code, piece.name = line.code, line.product_code, line.name
        piece.due_on = event.due_on
    await note_completeness(session, order)


async def piece_row(session: AsyncSession, order: PickupOrder, piece_id: UUID, code: str) -> ExpectedPiece:
    """The piece's row; made when this is the first that is heard of it, in rework when that was heard before."""
    piece = await session.get(ExpectedPiece, piece_id, with_for_update=True)
    if piece is None:
        piece = ExpectedPiece(id=piece_id, branch_id=order.branch_id, order_id=order.id, code=code)
        if order.cancelled:
            piece.state = PieceState.CANCELLED
        elif await open_rework(session, piece_id):
            piece.state = PieceState.IN_REWORK
        session.add(piece)
        await session.flush()
    return piece


async def open_rework(session: AsyncSession, piece_id: UUID) -> bool:
    """Whether the piece is being redone."""
    found = await session.exec(
        select(ReworkNote.id).where(ReworkNote.piece_id == piece_id, ReworkNote.state == ReworkState.APPROVED)
    )
    return found.first() is not None


async def note_finished(session: AsyncSession, event: PieceFinished) -> None:
    """The piece is on its way to the desk."""
    order = await order_row(session, event.order_id, event.branch_id)
    piece = await piece_row(session, order, event.piece_id, event.code)
    piece.finish(event.at)
    if event.rework_id is not None:
        note = await rework_row(session, event, event.rework_id)
        note.state = ReworkState.DONE
    await note_completeness(session, order)


async def rework_row(session: AsyncSession, event: ReworkNews | PieceFinished, rework_id: UUID) -> ReworkNote:
    """The rework's row; made when this is the first that is heard of it."""
    note = await session.get(ReworkNote, rework_id, with_for_update=True)
    if note is None:
        note = ReworkNote(
            id=rework_id,
            branch_id=event.branch_id,
            order_id=event.order_id,
            piece_id=event.piece_id,
            noted_at=event.at,
        )
        session.add(note)
        await session.flush()
    return note


async def note_rework(session: AsyncSession, event: ReworkNews) -> None:
    """Keep the rework for the pickup book; an approved one takes the piece back (PST-21, PCK-11)."""
    order = await order_row(session, event.order_id, event.branch_id)
    note = await rework_row(session, event, event.rework_id)
    match event:
        case ReworkRequested():
            note.reason = event.reason
        case ReworkRejected():
            note.state = ReworkState.REJECTED
        case ReworkApproved():
            note.back_to, note.due_on = event.back_to, event.due_on
            if note.state is ReworkState.DONE:
                return
            note.state = ReworkState.APPROVED
            piece = await session.get(ExpectedPiece, event.piece_id, with_for_update=True)
            if piece is not None:
                piece.send_back()
    await note_completeness(session, order)


async def note_booking(session: AsyncSession, event: BookingNews) -> None:
    """Keep pickup appointments; one made for the next two days is checked at once (PCK-01, PCK-02)."""
    if event.kind is not BookingKind.PICKUP:
        return
    order = await order_row(session, event.order_id, event.branch_id)
    booking = await session.get(PickupBooking, event.booking_id, with_for_update=True)
    if booking is None:
        booking = PickupBooking(id=event.booking_id, branch_id=event.branch_id, order_id=event.order_id)
        session.add(booking)
    match event:
        case BookingMade():
            if booking.starts_at is None:
                booking.set_time(event.starts_at, event.ends_at)
        case BookingMoved():
            booking.set_time(event.starts_at, event.ends_at)
        case BookingConfirmed():
            booking.arrival_at = event.arrival_at
            if booking.state is BookingState.BOOKED:
                booking.state = BookingState.CONFIRMED
        case BookingCancelled():
            booking.state = BookingState.CANCELLED
    await session.flush()
    await check_at_once(session, order, booking)


async def current_booking(session: AsyncSession, order_id: UUID) -> PickupBooking | None:
    """The order's latest standing appointment."""
    found = await session.exec(
        select(PickupBooking)
        .where(PickupBooking.order_id == order_id, PickupBooking.state != BookingState.CANCELLED)
        .order_by(col(PickupBooking.starts_at).desc().nulls_last(), col(PickupBooking.id).desc())
    )
    return found.first()
