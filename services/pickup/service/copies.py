"""What other departments told: orders, balances, pieces, reworks, appointments. Early events make the rows.

A run of facts is taken together: what it is about is read and locked in a few statements, and each fact in its turn
changes the copies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import ARRAY, Executable, Uuid, any_, bindparam
from sqlmodel import col, select

from services.pickup.domain import PIECES, BookingState, CardState, PieceAction, PieceState, ReworkState
from services.pickup.models import Base, ExpectedPiece, PickupBooking, PickupOrder, ReworkNote, ServiceCard
from services.pickup.service.readiness import check_at_once, note_count
from shared.contracts.base import Event
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
from shared.kit.outbox import publish
from shared.kit.reference import Branch, get_branches
from shared.kit.straight import Straight
from shared.kit.tables import insert_rows
from shared.kit.turns import in_turn

ReworkNews = ReworkRequested | ReworkApproved | ReworkRejected
BookingNews = BookingMade | BookingMoved | BookingCancelled | BookingConfirmed

KEYS = bindparam("keys", type_=ARRAY(Uuid))
ORDERS = select(PickupOrder).where(col(PickupOrder.id) == any_(KEYS)).order_by(col(PickupOrder.id)).with_for_update()
PIECES_OF = (
    select(ExpectedPiece)
    .where(col(ExpectedPiece.order_id) == any_(KEYS))
    .order_by(col(ExpectedPiece.id))
    .with_for_update()
)
REWORKS_OF = select(ReworkNote).where(col(ReworkNote.order_id) == any_(KEYS)).with_for_update()
BOOKINGS = (
    select(PickupBooking).where(col(PickupBooking.id) == any_(KEYS)).order_by(col(PickupBooking.id)).with_for_update()
)
CARDS_OUT = (
    select(ServiceCard)
    .where(col(ServiceCard.order_id) == any_(KEYS), ServiceCard.state == CardState.ISSUED)
    .order_by(col(ServiceCard.id))
    .with_for_update()
)
FIRST_HEARD = Straight(insert_rows(Base.metadata.tables["pickup_order"]))


async def note(events: Sequence[Event], session: AsyncSession) -> None:
    """Take a run of facts."""
    heard = [event for event in events if not isinstance(event, BookingNews) or event.kind is BookingKind.PICKUP]
    copies = Copies(session)
    await copies.read(heard)
    for event in in_turn(heard, session):
        copies.note(event)
    await copies.write()


class Copies:
    """The copies that a run of facts is about, locked."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._orders: dict[UUID, PickupOrder] = {}
        self._new: list[PickupOrder] = []
        self._pieces: dict[UUID, ExpectedPiece] = {}
        self._pieces_of: dict[UUID, list[ExpectedPiece]] = defaultdict(list)
        self._reworks: dict[UUID, ReworkNote] = {}
        self._bookings: dict[UUID, PickupBooking] = {}
        self._cards: dict[UUID, ServiceCard] = {}
        self._branches: dict[str, Branch] = {}

    async def read(self, events: Sequence[Event]) -> None:
        """Read and lock what the facts are about; orders first, as the desk does."""
        branches = {_order_of(event): event.branch_id for event in events}
        orders = await self._found(ORDERS, branches)
        known = {order.id for order in orders}
        self._new = [PickupOrder(id=key, branch_id=branches[key]) for key in sorted(branches.keys() - known)]
        self._orders = {order.id: order for order in (*orders, *self._new)}
        only_order = OrderBooked | OrderAmended | OrderBalanceChanged
        with_pieces = {_order_of(event) for event in events if not isinstance(event, only_order)}
        for piece in await self._found(PIECES_OF, with_pieces & known):
            self._keep_piece(piece)
        self._reworks = {rework.id: rework for rework in await self._found(REWORKS_OF, with_pieces & known)}
        amended = {event.order_id for event in events if isinstance(event, OrderAmended)}
        self._cards = {card.order_id: card for card in await self._found(CARDS_OUT, amended & known)}
        booked = [event for event in events if isinstance(event, BookingNews)]
        self._bookings = {row.id: row for row in await self._found(BOOKINGS, {e.booking_id for e in booked})}
        self._branches = await get_branches(self._session, {event.branch_id for event in booked})

    async def write(self) -> None:
        """Write down the orders first heard of; nobody else makes them, one batch of facts is taken at a time."""
        await self._session.flush()
        if self._new:
            await FIRST_HEARD(self._session, rows=to_json([order.values() for order in self._new]).decode())

    async def _found(self, statement: Executable, keys: Collection[UUID]) -> Iterable[Any]:
        return (await self._session.execute(statement, {"keys": list(keys)})).scalars().all() if keys else ()

    def note(self, event: Event) -> None:
        """Keep what the fact says."""
        order = self._orders[_order_of(event)]
        match event:
            case OrderBooked() | OrderAmended():
                before = order.wedding_date
                _note_order(order, event)
                self._move_card(order, before)
            case OrderBalanceChanged():
                _note_balance(order, event)
            case OrderCancelled():
                self._note_cancelled(order)
            case ProductionOrdered():
                self._note_production(order, event)
            case PieceFinished():
                self._note_finished(order, event)
            case ReworkRequested() | ReworkApproved() | ReworkRejected():
                self._note_rework(order, event)
            case BookingMade() | BookingMoved() | BookingCancelled() | BookingConfirmed():
                self._note_booking(order, event)

    def _move_card(self, order: PickupOrder, before: date | None) -> None:
        """The card that is out holds for the wedding's new day; a day that nobody knows yet changes nothing (N-17)."""
        card, day = self._cards.get(order.id), order.wedding_date
        if card is not None and day is not None and day not in (before, card.wedding_date):
            publish(self._session, card.move(day), version=order.touch())

    def _note_cancelled(self, order: PickupOrder) -> None:
        """Nothing more is expected; what the customer already has stays theirs."""
        order.cancelled, order.ready = True, False
        order.touch()
        for piece in self._pieces_of[order.id]:
            if PIECES.allows(piece.state, PieceAction.CANCEL):
                piece.do(PieceAction.CANCEL)

    def _note_production(self, order: PickupOrder, event: ProductionOrdered) -> None:
        """Expect every piece of the production sheet; some may have been heard of before."""
        order.sheet_known = True
        for line in event.pieces:
            piece = self._piece(order, line.piece_id, line.code)
            piece.code, piece.product_code, piece.name = line.code, line.product_code, line.name
            piece.due_on = event.due_on
        note_count(self._session, order, self._pieces_of[order.id])

    def _note_finished(self, order: PickupOrder, event: PieceFinished) -> None:
        """The piece is on its way to the desk."""
        self._piece(order, event.piece_id, event.code).finish(event.at)
        if event.rework_id is not None:
            self._rework(event, event.rework_id).state = ReworkState.DONE
        note_count(self._session, order, self._pieces_of[order.id])

    def _note_rework(self, order: PickupOrder, event: ReworkNews) -> None:
        """Keep the rework for the pickup book; an approved one takes the piece back (PST-21, PCK-11)."""
        note = self._rework(event, event.rework_id)
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
                piece = self._pieces.get(event.piece_id)
                if piece is not None:
                    piece.send_back()
        note_count(self._session, order, self._pieces_of[order.id])

    def _note_booking(self, order: PickupOrder, event: BookingNews) -> None:
        """Keep pickup appointments; one made for the next two days is checked at once (PCK-01, PCK-02)."""
        booking = self._bookings.get(event.booking_id)
        if booking is None:
            booking = PickupBooking(id=event.booking_id, branch_id=event.branch_id, order_id=event.order_id)
            self._bookings[booking.id] = booking
            self._session.add(booking)
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
        branch = self._branches.get(booking.branch_id)
        if branch is not None:
            check_at_once(self._session, branch, order, booking, self._pieces_of[order.id])

    def _piece(self, order: PickupOrder, piece_id: UUID, code: str) -> ExpectedPiece:
        """The piece; made when this is the first that is heard of it, in rework when that was heard before."""
        piece = self._pieces.get(piece_id)
        if piece is None:
            piece = ExpectedPiece(id=piece_id, branch_id=order.branch_id, order_id=order.id, code=code)
            if order.cancelled:
                piece.state = PieceState.CANCELLED
            elif any(r.piece_id == piece_id and r.state is ReworkState.APPROVED for r in self._reworks.values()):
                piece.state = PieceState.IN_REWORK
            self._session.add(piece)
            self._keep_piece(piece)
        return piece

    def _keep_piece(self, piece: ExpectedPiece) -> None:
        self._pieces[piece.id] = piece
        self._pieces_of[piece.order_id].append(piece)

    def _rework(self, event: ReworkNews | PieceFinished, rework_id: UUID) -> ReworkNote:
        """The rework; made when this is the first that is heard of it."""
        note = self._reworks.get(rework_id)
        if note is None:
            note = ReworkNote(
                id=rework_id,
                branch_id=event.branch_id,
                order_id=event.order_id,
                piece_id=event.piece_id,
                state=ReworkState.REQUESTED,
                noted_at=event.at,
            )
            self._reworks[rework_id] = note
            self._session.add(note)
        return note


def _order_of(event: Event) -> UUID:
    order_id: UUID = event.order_id  # type: ignore[attr-defined]
    return order_id


def _note_order(order: PickupOrder, event: OrderBooked | OrderAmended) -> None:
    """Number, owner, category, people and wedding; an older amendment is ignored."""
    amendment = event.amendment if isinstance(event, OrderAmended) else 0
    if amendment <= order.amendment:
        return
    content = event.content
    order.amendment, order.number, order.owner_id = amendment, content.number, content.owner_id
    order.category, order.wedding_date = content.category, content.wedding_date
    order.person_ids = [str(person) for person in content.person_ids]
    order.touch()


def _note_balance(order: PickupOrder, event: OrderBalanceChanged) -> None:
    """What is owed (FIN-10); an older version is ignored."""
    if event.version <= order.balance_version:
        return
    order.balance_version = event.version
    order.balance, order.currency = event.balance.amount, event.balance.currency
    order.touch()


async def current_booking(session: AsyncSession, order_id: UUID) -> PickupBooking | None:
    """The order's latest standing appointment."""
    found = await session.exec(
        select(PickupBooking)
        .where(PickupBooking.order_id == order_id, PickupBooking.state != BookingState.CANCELLED)
        .order_by(col(PickupBooking.starts_at).desc().nulls_last(), col(PickupBooking.id).desc())
    )
    return found.first()
