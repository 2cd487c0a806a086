"""Ending an order: asked for by one person, approved by another, with refunds by the same channel (M-39)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from services.reception.domain.money import PACKAGE_FORMS, RefundState
from services.reception.domain.orders import ORDER, OrderAction, RequestPending, SelfApproval
from services.reception.models import Cancellation, Order, Receipt, Refund
from services.reception.queries.orders import refund_ids
from services.reception.schemas.orders import CancellationIn, CancellationOut
from services.reception.service.pictures import forget_face
from services.reception.service.refunds import reserve_refund
from services.reception.service.work_orders import end_with_order
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.ids import new_id
from shared.kit.outbox import publish


async def request_cancellation(
    session: AsyncSession, who: Principal, order_id: UUID, body: CancellationIn
) -> CancellationOut:
    """Ask to end the order and to give money back; nothing happens before somebody else approves.

    Raises:
        RequestPending: there is an open request.
        RefundTooMuch: a receipt holds less than that.
    """
    order = await get_or_404(session, Order, order_id, lock=True)
    ORDER.after(order.state, OrderAction.CANCEL)
    row = Cancellation(
        id=new_id(),
        branch_id=order.branch_id,
        order_id=order.id,
        reason=body.reason,
        requested_by=who.staff_id,
        requested_at=clock.now(),
    )
    session.add(row)
    try:
        await session.flush()
    except IntegrityError as error:
        raise RequestPending from error
    refunds = [
        await reserve_refund(session, who, order, line.receipt_number, line.amount, body.reason, cancellation_id=row.id)
        for line in body.refunds
    ]
    publish(session, row.requested(), version=order.version)
    return CancellationOut.of(row, [refund.id for refund in refunds])


async def approve_cancellation(session: AsyncSession, who: Principal, cancellation_id: UUID) -> CancellationOut:
    """End the order and let its refunds be paid out; somebody else than the requester decides.

    Raises:
        SelfApproval: the requester himself.
        RequestDecided: decided before.
    """
    row, order = await _locked(session, cancellation_id)
    if row.requested_by == who.staff_id:
        raise SelfApproval
    now = clock.now()
    row.decide("APPROVED", who.staff_id, now)
    package = selection = 0
    for refund in await _refunds(session, row.id):
        refund.approve(who.staff_id, now)
        receipt = await get_or_404(session, Receipt, refund.receipt_id)
        if receipt.form in PACKAGE_FORMS:
            package += refund.amount
        else:
            selection += refund.amount
    publish(session, order.cancel(row.reason, who.staff_id, package, selection), version=order.version)
    publish(session, order.balance_changed(), version=order.balance_version)
    await end_with_order(session, order.id, row.reason, who.staff_id)
    await forget_face(session, order.id)
    return CancellationOut.of(row, await refund_ids(session, row.id))


async def reject_cancellation(session: AsyncSession, who: Principal, cancellation_id: UUID) -> CancellationOut:
    """The order goes on; its refunds are free again.

    Raises:
        SelfApproval: the requester himself.
        RequestDecided: decided before.
    """
    row, order = await _locked(session, cancellation_id)
    if row.requested_by == who.staff_id:
        raise SelfApproval
    row.decide("REJECTED", who.staff_id, clock.now())
    for refund in await _refunds(session, row.id):
        refund.reject(who.staff_id, clock.now())
    publish(session, row.refused(who.staff_id), version=order.version)
    return CancellationOut.of(row, await refund_ids(session, row.id))


async def _locked(session: AsyncSession, cancellation_id: UUID) -> tuple[Cancellation, Order]:
    """The request and its order, the order locked first, as everywhere."""
    order_id = (await get_or_404(session, Cancellation, cancellation_id)).order_id
    order = await get_or_404(session, Order, order_id, lock=True)
    return await get_or_404(session, Cancellation, cancellation_id, lock=True), order


async def _refunds(session: AsyncSession, cancellation_id: UUID) -> list[Refund]:
    query = select(Refund).where(Refund.cancellation_id == cancellation_id, Refund.state == RefundState.REQUESTED)
    return list((await session.exec(query.order_by(col(Refund.id)).with_for_update())).all())
