"""Clearances: reception's signed word that nothing stands in the way (FIN-03, FIN-11)."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import col, select

from services.reception.domain.money import ArrearsOpen, ClearanceRunning, NotSelected
from services.reception.domain.orders import OrderState
from services.reception.models import Clearance, Order
from services.reception.schemas.money import ClearanceIn, ClearanceOut
from shared.kit import clearance as kit
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.clearance import Gate
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.ids import new_id


async def issue_clearance(session: AsyncSession, who: Principal, order_id: UUID, body: ClearanceIn) -> ClearanceOut:
    """Sign that a gate may open, for a minute of real time.

    Raises:
        ArrearsOpen: the package (selection booking, without override) or anything at all (pickup) is owed.
        NotSelected: pickup before the selection was confirmed.
    """
    order = await get_or_404(session, Order, order_id, lock=True)
    if body.gate == Gate.PICKUP:
        if order.state != OrderState.SELECTED:
            raise NotSelected(state=order.state.value)
        owed = order.balance
    else:
        owed = 0 if order.arrears_override_by is not None else order.package_rest
    if owed > 0:
        raise ArrearsOpen(amount=str(order.money(owed)), balance=order.money(order.balance).model_dump())
    mint: kit.ClearanceMint = session.info["service"].extras["mint"]
    clearance_id = new_id()
    token = mint.sign(kit.Clearance(clearance_id, order.id, body.gate, order.balance_version))
    row = Clearance(
        id=clearance_id,
        branch_id=order.branch_id,
        order_id=order.id,
        gate=body.gate,
        balance_version=order.balance_version,
        issued_by=who.staff_id,
        expires_at=clock.wall() + kit.LIFE,
    )
    session.add(row)
    return ClearanceOut(
        token=token,
        gate=row.gate,
        expires_at=row.expires_at,
        balance=order.money(order.balance),
        version=row.balance_version,
    )


async def refuse_raise(session: AsyncSession, order: Order) -> None:
    """Refuse what would raise the balance while a pickup clearance runs; call with the order locked.

    Raises:
        ClearanceRunning: one does.
    """
    running = select(Clearance.id).where(
        Clearance.order_id == order.id, Clearance.gate == Gate.PICKUP, col(Clearance.expires_at) > clock.wall()
    )
    if (await session.exec(running.limit(1))).first() is not None:
        raise ClearanceRunning
