"""The hand-over: nothing leaves without a clearance, an inspection and a signature (FIN-11, PCK-05, PCK-06, M-40)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import col, select

from services.pickup.domain import check_inspections, check_proxy, check_signature
from services.pickup.models import Arrival, ExpectedPiece, Handover, PickupOrder
from services.pickup.schemas.arrivals import InspectionIn
from services.pickup.schemas.handovers import FaultyPiece, HandoverIn, HandoverOut, ProxyIn
from services.pickup.service.readiness import note_completeness
from shared.contracts.pickup import HandoverCompleted, PiecesHandedOver
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.clearance import Clearance, ClearanceCheck, ClearanceRefused, Gate
from shared.kit.db import AsyncSession
from shared.kit.errors import Both, Invalid, NotFound
from shared.kit.facts import arrived
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import get_staff

CLEARANCE_CHECK = "clearance_check"
"""Where the service keeps its verifier of clearances."""

UNNAMED_FAULT = "found faulty at hand-over"


async def hand_over(session: AsyncSession, who: Principal, order_id: UUID, body: HandoverIn) -> HandoverOut:
    """Hand over the inspected pieces; those found faulty stay, for a rework.

    Raises:
        ClearanceRefused, ArrearsOpen: money (FIN-11); there is no way around either.
        ProxyNotCleared, PieceNotReady, Invalid, NotFound: see there.
    """
    order = await arrived(session, PickupOrder, order_id, lock=True)
    order.require_open()
    clearance = check_clearance(session, order, body.clearance)
    check_inspections(body.piece_ids, [inspection.piece_id for inspection in body.inspections])
    picture = body.signature.picture
    if picture is not None:
        check_signature(picture)
    now = clock.now()
    if body.proxy is not None:
        await check_bearer(session, order, body.proxy, now)
    pieces = await lock_pieces(session, order.id, body.piece_ids)
    results = {inspection.piece_id: inspection for inspection in body.inspections}
    faulty = [keep_back(session, who, order, p, results[p.id], now) for p in pieces if not results[p.id].ok]
    leaving = [piece for piece in pieces if results[piece.id].ok]
    handover = record(who, order, body, clearance, leaving, picture, now) if leaving else None
    counted = await note_completeness(session, order)
    if handover is not None:
        handover.remaining = counted.expected
        session.add(handover)
        tell(session, order, handover, now)
    return HandoverOut(
        handover_id=None if handover is None else handover.id,
        handed_over=[piece.id for piece in leaving],
        found_faulty=faulty,
        remaining=counted.expected,
        completed=order.completed_at is not None,
    )


def check_clearance(session: AsyncSession, order: PickupOrder, token: str | None) -> Clearance:
    """Reception's fresh word that nothing is owed, not contradicted by news as fresh (FIN-11).

    Raises:
        ClearanceRefused: none, too old, forged, or for something else.
        ArrearsOpen: something is owed all the same.
    """
    if token is None:
        raise ClearanceRefused(gate=Gate.PICKUP.value)
    check: ClearanceCheck = session.info["service"].extras[CLEARANCE_CHECK]
    clearance = check.verify(token, gate=Gate.PICKUP, order_id=order.id)
    order.require_settled(clearance.balance_version)
    return clearance


async def check_bearer(session: AsyncSession, order: PickupOrder, proxy: ProxyIn, now: datetime) -> None:
    """Somebody else collects: papers checked, owner telephoned and agreed (M-40).

    Raises:
        ProxyNotCleared: something is missing.
        Invalid: the person is the customer, or the caller is nobody known.
    """
    call = proxy.call
    check_proxy(
        identity_checked=proxy.identity_checked,
        reached=call.reached,
        agreed=call.agreed,
        called_at=call.at,
        now=now,
    )
    if str(proxy.person_id) in order.person_ids:
        raise Invalid(reason=Both("a person of the order is no proxy", "订单上的顾客本人不是代取人"))
    if await get_staff(session, call.by) is None:
        raise Invalid(reason=Both(f"{call.by} is not a member of staff", "致电人不是本店员工"))


async def lock_pieces(session: AsyncSession, order_id: UUID, piece_ids: Sequence[UUID]) -> Sequence[ExpectedPiece]:
    """The pieces to be handed over, all of this order and all ready.

    Raises:
        NotFound: one is not of this order.
        PieceNotReady: one was not counted and passed, or is gone.
    """
    query = (
        select(ExpectedPiece)
        .where(ExpectedPiece.order_id == order_id, col(ExpectedPiece.id).in_(piece_ids))
        .order_by(col(ExpectedPiece.code))
        .with_for_update()
    )
    pieces = (await session.exec(query)).all()
    if len(pieces) != len(piece_ids):
        raise NotFound(what="piece")
    for piece in pieces:
        piece.require_ready()
    return pieces


def keep_back(
    session: AsyncSession,
    who: Principal,
    order: PickupOrder,
    piece: ExpectedPiece,
    inspection: InspectionIn,
    now: datetime,
) -> FaultyPiece:
    """A fault found at the desk: the piece stays and wants a rework (PCK-10)."""
    fault = inspection.fault or UNNAMED_FAULT
    told = piece.arrive(passed=False, fault=fault, shelf=None, now=now)
    session.add(
        Arrival(
            id=new_id(),
            branch_id=order.branch_id,
            order_id=order.id,
            piece_id=piece.id,
            recorded_at=now,
            recorded_by=who.staff_id,
            passed=False,
            fault=fault,
            at_handover=True,
        )
    )
    publish(session, told, version=order.touch())
    return FaultyPiece(piece_id=piece.id, code=piece.code, fault=fault)


def record(
    who: Principal,
    order: PickupOrder,
    body: HandoverIn,
    clearance: Clearance,
    leaving: Sequence[ExpectedPiece],
    picture: bytes | None,
    now: datetime,
) -> Handover:
    """Let the pieces go and write down how; what remains is counted afterwards."""
    handover = Handover(
        id=new_id(),
        branch_id=order.branch_id,
        order_id=order.id,
        done_at=now,
        done_by=who.staff_id,
        clearance_id=clearance.clearance_id,
        balance_version=clearance.balance_version,
        piece_ids=[str(piece.id) for piece in leaving],
        inspections=[inspection.model_dump(mode="json") for inspection in body.inspections],
        remaining=0,
        signature=picture,
        paper_scan_id=body.signature.paper_scan_id,
    )
    if body.proxy is not None:
        handover.proxy_person_id = body.proxy.person_id
        handover.proxy_identity = body.proxy.identity
        handover.proxy_call = body.proxy.call.model_dump(mode="json")
    for piece in leaving:
        piece.hand_over(handover.id)
    return handover


def tell(session: AsyncSession, order: PickupOrder, handover: Handover, now: datetime) -> None:
    """Some pieces left, or the last one did."""
    by_proxy = handover.proxy_person_id is not None
    order.first_handover_at = order.first_handover_at or now
    if handover.remaining == 0 and order.sheet_known:
        order.completed_at = now
        completed = HandoverCompleted(
            branch_id=order.branch_id,
            order_id=order.id,
            handover_id=handover.id,
            pieces=len(handover.piece_ids),
            by_proxy=by_proxy,
        )
        publish(session, completed, version=order.touch())
        return
    partial = PiecesHandedOver(
        branch_id=order.branch_id,
        order_id=order.id,
        handover_id=handover.id,
        piece_ids=[UUID(piece) for piece in handover.piece_ids],
        remaining=handover.remaining,
        by_proxy=by_proxy,
    )
    publish(session, partial, version=order.touch())
