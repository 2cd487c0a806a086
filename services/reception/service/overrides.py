"""Asking for, granting and refusing a shoot with the package balance open (A-01, FIN-04)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from services.reception.domain.overrides import NothingOwed, OverrideAction, OverrideWaits
from services.reception.models import Order, OverrideRequest
from services.reception.schemas.overrides import OverrideOut
from services.reception.service.check_in import override_arrears
from shared.contracts.reception import OverrideRefused, OverrideRequested
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.ids import new_id
from shared.kit.outbox import publish


async def request_override(session: AsyncSession, who: Principal, order_id: UUID, reason: str) -> OverrideOut:
    """Ask a manager, because the customer cannot pay the balance before the shoot.

    Raises:
        NothingOwed: there is nothing to ask for.
        OverrideWaits: somebody asked already.
    """
    order = await get_or_404(session, Order, order_id)
    if order.package_rest <= 0 or order.arrears_override_by is not None:
        raise NothingOwed
    asked = OverrideRequest(
        id=new_id(),
        branch_id=order.branch_id,
        order_id=order.id,
        owed=order.package_rest,
        currency=order.currency,
        reason=reason,
        requested_by=who.staff_id,
        requested_at=clock.now(),
    )
    written = insert(OverrideRequest).values(asked.model_dump()).on_conflict_do_nothing()
    if (await session.execute(written.returning(col(OverrideRequest.id)))).scalar() is None:
        raise OverrideWaits
    told = OverrideRequested(branch_id=order.branch_id, order_id=order.id, requested_by=who.staff_id)
    publish(session, told, version=order.version)
    return OverrideOut.of(asked)


async def approve_override(session: AsyncSession, who: Principal, request_id: UUID) -> OverrideOut:
    """Let the shoot and the selection happen with the balance open.

    Raises:
        SelfApproval: the requester himself.
        TransitionRefused: it was decided before.
    """
    asked = await get_or_404(session, OverrideRequest, request_id, lock=True, what="request")
    asked.decide(OverrideAction.APPROVE, who.staff_id, clock.now())
    await override_arrears(session, who, asked.order_id, asked.reason)
    return OverrideOut.of(asked)


async def reject_override(session: AsyncSession, who: Principal, request_id: UUID) -> OverrideOut:
    """The balance is paid first (FIN-03).

    Raises:
        SelfApproval: the requester himself.
        TransitionRefused: it was decided before.
    """
    asked = await get_or_404(session, OverrideRequest, request_id, lock=True, what="request")
    asked.decide(OverrideAction.REJECT, who.staff_id, clock.now())
    publish(
        session, OverrideRefused(branch_id=asked.branch_id, order_id=asked.order_id, refused_by=who.staff_id), version=1
    )
    return OverrideOut.of(asked)
