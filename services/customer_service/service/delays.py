"""Delays on record: cause, call to the customer, promise, compensation and who approved it (GEN-07, PCK-03)."""

from __future__ import annotations

from uuid import UUID

from services.customer_service.domain import rules
from services.customer_service.domain.delays import Offer, OfferAction, check_call
from services.customer_service.domain.rule import plan_one
from services.customer_service.domain.situation import Situation
from services.customer_service.models import Delay, OrderCopy
from services.customer_service.queries.branches import the_branch
from services.customer_service.schemas.delays import DelayIn
from services.customer_service.service import planning
from services.customer_service.service.complaints import may_promise, require_compensation
from services.customer_service.service.orders import facts_of
from services.customer_service.service.policy import policy
from shared.contracts.customer_service import DelayRecorded
from shared.contracts.values import Money
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import NotFound
from shared.kit.facts import arrived
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import get_staff


async def record_delay(session: AsyncSession, who: Principal, order_id: UUID, body: DelayIn) -> Delay:
    """Put a delay on record; the order gets priority from here on, and its owner calls who was not called yet.

    More compensation than the caller may promise waits for somebody who may (M-34).

    Raises:
        FactNotArrived: the order has not been heard of here.
        CallIncomplete: when the customer was called or what was said is missing.
        NotFound: who is to answer for it does not work here.
    """
    order = await arrived(session, OrderCopy, order_id)
    now = clock.now()
    check_call(body.called_at, body.call_result, now)
    if body.responsible_id is not None:
        person = await get_staff(session, body.responsible_id)
        if person is None or not person.state.active:
            raise NotFound(what="member of staff")
    delay = Delay(
        id=new_id(),
        branch_id=order.branch_id,
        order_id=order_id,
        stage=body.stage,
        cause=body.cause,
        promise=body.promise,
        currency=body.compensation.currency if body.compensation else order.currency,
        responsible_id=body.responsible_id,
        called_at=body.called_at,
        call_result=body.call_result,
        recorded_by=who.staff_id,
        recorded_at=now,
    )
    if body.compensation is not None:
        _offer(delay, who, body.compensation)
    if body.called_at is None:
        delay.contact_id = await _plan_call(session, order, delay)
    session.add(delay)
    told = DelayRecorded(
        branch_id=order.branch_id, order_id=order_id, stage=body.stage, cause=body.cause, promise=body.promise
    )
    publish(session, told)
    return delay


def _offer(delay: Delay, who: Principal, compensation: Money) -> None:
    delay.compensation = compensation.amount
    if may_promise(who, compensation.amount):
        delay.offer, delay.decided_by, delay.decided_at = Offer.AGREED, who.staff_id, delay.recorded_at
    else:
        delay.offer = Offer.ASKED


async def _plan_call(session: AsyncSession, order: OrderCopy, delay: Delay) -> UUID | None:
    if order.cancelled or order.handed_over:
        return None
    branch = await the_branch(session, order.branch_id)
    data = {"delay_id": delay.id, "order_id": order.order_id, "cause": delay.cause}
    situation = Situation(rules.GEN07.id, delay.recorded_at, data, branch, policy(), await facts_of(session, order))
    plan = plan_one(rules.GEN07, situation)
    return None if plan is None else await planning.keep_new(session, plan, situation, None)


async def approve_offer(session: AsyncSession, who: Principal, delay_id: UUID) -> Delay:
    """Somebody with the authority agrees to the compensation (PCK-03, M-34).

    Raises:
        OwnOffer: who asked cannot decide.
        CompensationTooHigh: more than the caller may promise, too.
        TransitionRefused: nothing waits.
    """
    delay = await get_or_404(session, Delay, delay_id, lock=True, what="delay")
    require_compensation(who, Money(amount=delay.compensation or 0, currency=delay.currency))
    delay.decide(OfferAction.APPROVE, who.staff_id, clock.now())
    return delay


async def reject_offer(session: AsyncSession, who: Principal, delay_id: UUID, reason: str) -> Delay:
    """The compensation is not given; whoever asked reads why.

    Raises:
        OwnOffer: who asked cannot decide.
        TransitionRefused: nothing waits.
    """
    delay = await get_or_404(session, Delay, delay_id, lock=True, what="delay")
    delay.decide(OfferAction.REJECT, who.staff_id, clock.now())
    delay.refusal = reason
    return delay
