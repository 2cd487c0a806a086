"""Goods arrive: counted, checked, put on a shelf (PCK-04)."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import select

from services.pickup.models import Arrival, ExpectedPiece, PickupOrder
from services.pickup.schemas.arrivals import ArrivalIn, ArrivalOut, PieceOut, ShelfIn
from services.pickup.service.readiness import note_completeness
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import NotFound
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.versions import check_version


async def record_arrival(session: AsyncSession, who: Principal, body: ArrivalIn) -> ArrivalOut:
    """Count and check a piece; the last one makes the order ready.

    A piece that production never told to be finished may arrive all the same; that is noted.

    Raises:
        NotFound: no piece of this branch has the code.
        TransitionRefused: it was already counted, is gone, or its order is cancelled.
    """
    who.require_branch(body.branch_id)
    order, piece = await lock_by_code(session, body.branch_id, body.code)
    now = clock.now()
    before_finishing = piece.finished_at is None
    told = piece.arrive(passed=body.passed, fault=body.fault, shelf=body.shelf, now=now)
    arrival = Arrival(
        id=new_id(),
        branch_id=order.branch_id,
        order_id=order.id,
        piece_id=piece.id,
        recorded_at=now,
        recorded_by=who.staff_id,
        passed=body.passed,
        fault=body.fault,
        shelf=body.shelf,
        before_finishing=before_finishing,
    )
    session.add(arrival)
    publish(session, told, version=order.touch())
    counted = await note_completeness(session, order)
    return ArrivalOut(
        arrival_id=arrival.id,
        piece=PieceOut.of(piece),
        before_finishing=before_finishing,
        expected=counted.expected,
        checked=counted.checked,
        missing=list(counted.missing),
        order_ready=order.ready,
    )


async def lock_by_code(session: AsyncSession, branch_id: str, code: str) -> tuple[PickupOrder, ExpectedPiece]:
    """The piece and its order, the order locked first.

    Raises:
        NotFound: no such code in the branch.
    """
    query = select(ExpectedPiece.id, ExpectedPiece.order_id).where(
        ExpectedPiece.branch_id == branch_id, ExpectedPiece.code == code
    )
    found = (await session.execute(query)).one_or_none()
    if found is None:
        raise NotFound(what="piece")
    order = await get_or_404(session, PickupOrder, found.order_id, what="order", lock=True)
    return order, await get_or_404(session, ExpectedPiece, found.id, what="piece", lock=True)


async def put_on_shelf(session: AsyncSession, piece_id: UUID, body: ShelfIn, edited: int) -> ExpectedPiece:
    """Note where the piece lies.

    Raises:
        VersionStale: it changed in the meantime.
    """
    piece = await get_or_404(session, ExpectedPiece, piece_id, what="piece", lock=True)
    check_version(piece.version, edited)
    piece.shelf, piece.version = body.shelf, piece.version + 1
    return piece
