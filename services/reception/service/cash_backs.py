"""Cash-back for who recommended us: recorded, approved by a manager, paid at the desk (A-26)."""

from __future__ import annotations

from uuid import UUID

from services.reception.domain.money import MethodRefused, receipt_number
from services.reception.domain.orders import OrderState
from services.reception.domain.referrals import SERIES, CashBackAction, CashBackOrderEnded
from services.reception.models import CashBack, Order
from services.reception.schemas.referrals import CashBackOut, CashBackPayIn
from services.reception.service.days import open_day
from services.reception.service.numbers import next_number
from shared.contracts.customer_service import CashBackEarned
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.outbox import publish
from shared.kit.reference import get_branch


async def note_cash_back(session: AsyncSession, event: CashBackEarned) -> None:
    """The referred order was photographed: its referrer's money waits at the desk, once."""
    if await session.get(CashBack, event.order_id) is not None:
        return
    row = CashBack(
        order_id=event.order_id,
        branch_id=event.branch_id,
        person_id=event.person_id,
        currency=event.amount.currency,
        amount=event.amount.amount,
        earned_at=event.at,
    )
    session.add(row)
    publish(session, row.recorded(), version=1)


async def _standing(session: AsyncSession, order_id: UUID) -> CashBack:
    """The cash-back, locked with its order, which must not have been cancelled."""
    order = await get_or_404(session, Order, order_id, lock=True)
    row = await get_or_404(session, CashBack, order_id, what="cash-back", lock=True)
    if order.state == OrderState.CANCELLED:
        raise CashBackOrderEnded
    return row


async def approve_cash_back(session: AsyncSession, who: Principal, order_id: UUID) -> CashBackOut:
    """A manager lets it be paid.

    Raises:
        CashBackOrderEnded: the recommended order was cancelled.
        TransitionRefused: it does not wait.
    """
    row = await _standing(session, order_id)
    publish(session, row.decide(CashBackAction.APPROVE, who.staff_id, clock.now()), version=2)
    return CashBackOut.of(row)


async def refuse_cash_back(session: AsyncSession, who: Principal, order_id: UUID, reason: str) -> CashBackOut:
    """A manager refuses it, with the reason; also after the approval, while it is not paid.

    Raises:
        TransitionRefused: it was paid or refused before.
    """
    row = await get_or_404(session, CashBack, order_id, what="cash-back", lock=True)
    publish(session, row.decide(CashBackAction.REFUSE, who.staff_id, clock.now(), reason), version=2)
    return CashBackOut.of(row)


async def pay_cash_back(session: AsyncSession, who: Principal, order_id: UUID, body: CashBackPayIn) -> CashBackOut:
    """Pay it out against a signature, on a numbered paper of its own series, out of today's till (FIN-01, FIN-12).

    Raises:
        CashBackOrderEnded, CashBackSamePerson, MethodRefused, DayIsClosed, TransitionRefused.
    """
    row = await _standing(session, order_id)
    branch = await get_branch(session, row.branch_id)
    if body.method not in branch.state.payment_methods:
        raise MethodRefused(methods=", ".join(branch.state.payment_methods))
    day = await open_day(session, branch, branch.today())
    row.pay(body.method, body.signature_name, who.staff_id, day.day)
    row.year = day.day.year
    row.sequence = await next_number(session, row.branch_id, SERIES, str(row.year))
    row.number = receipt_number(SERIES, row.year, row.branch_id, row.sequence)
    publish(session, row.paid(), version=3)
    return CashBackOut.of(row)
