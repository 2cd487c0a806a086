"""The check-in wizard on the shoot day and the visits during the shoot (M-43, REC-18 … REC-20, SCH-12)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import or_
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from services.reception.domain.check_in import (
    CheckInArrears,
    DepositMismatch,
    Step,
    StepIncomplete,
    check_step,
    shoot_of_today,
)
from services.reception.domain.money import DepositObject, DepositState
from services.reception.domain.orders import ORDER, OrderAction, OrderState, customer_number
from services.reception.models import CheckIn, Deposit, Order, ShootBooking, ShootVisit
from services.reception.schemas.check_in import CheckInOut, CheckInStart, ShootVisitIn, ShootVisitOut, StepIn
from services.reception.schemas.orders import OrderOut
from services.reception.service.numbers import next_number
from services.reception.service.staff import require_staff
from shared.contracts.reception import CustomerCheckedIn, OverrideGranted
from shared.contracts.scheduling import BookingCancelled, BookingKind, BookingMade, BookingMoved
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import Both, Conflict
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import get_branch

OBJECTS = {Step.LOCKER: DepositObject.LOCKER, Step.MAKEUP_BOX: DepositObject.MAKEUP_BOX}


async def start_check_in(session: AsyncSession, who: Principal, order_id: UUID, body: CheckInStart) -> CheckInOut:
    """The customer arrived for the shoot; starting again goes on where it stopped (M-43).

    Somebody who comes back on another day, because the shoot was not finished, passes all steps again and keeps the
    number (SCH-10).

    Raises:
        AnotherDay, ShootGivenUp: nobody and nothing is ready for it today.
    """
    order = await get_or_404(session, Order, order_id, lock=True)
    row = await session.get(CheckIn, order_id)
    if row is None:
        ORDER.after(order.state, OrderAction.CHECK_IN)
        booking_id = await _shoot_of_today(session, order, body.booking_id)
        values = {"order_id": order.id, "branch_id": order.branch_id, "booking_id": booking_id, "steps": {}}
        await session.execute(insert(CheckIn).values(**values, started_by=who.staff_id, started_at=clock.now()))
        row = await get_or_404(session, CheckIn, order_id, what="check-in")
    elif body.booking_id is not None and row.finished_at is None:
        row.booking_id = await _shoot_of_today(session, order, body.booking_id)
    elif body.booking_id not in (None, row.booking_id) and ORDER.allows(order.state, OrderAction.CHECK_IN):
        await _shoot_of_today(session, order, body.booking_id)
        row.begin_again(body.booking_id, who.staff_id, clock.now())
    return CheckInOut.of(order, row)


async def _shoot_of_today(session: AsyncSession, order: Order, asked: UUID | None) -> UUID | None:
    known = or_(col(ShootBooking.order_id) == order.id, col(ShootBooking.booking_id) == asked)
    rows = await session.exec(select(ShootBooking).where(known))
    today = (await get_branch(session, order.branch_id)).today()
    return shoot_of_today([row.booked_for(order.id) for row in rows], asked, today)


async def note_shoot_booking(session: AsyncSession, event: BookingMade | BookingMoved | BookingCancelled) -> None:
    """When the customer is expected for the shoot; what is older than what is known changes nothing."""
    if event.kind not in (BookingKind.SHOOT, BookingKind.RESHOOT):
        return
    days: dict[str, Any] = {"first_day": None, "last_day": None}
    if not isinstance(event, BookingCancelled):
        branch = await get_branch(session, event.branch_id)
        days = {"first_day": branch.today(event.starts_at), "last_day": branch.today(event.ends_at)}
    about = {"booking_id": event.booking_id, "branch_id": event.branch_id, "order_id": event.order_id}
    news = {**days, "told_at": event.at}
    statement = insert(ShootBooking).values(about | news)
    newer = col(ShootBooking.told_at) < statement.excluded.told_at
    await session.execute(statement.on_conflict_do_update(index_elements=["booking_id"], set_=news, where=newer))


async def read_check_in(session: AsyncSession, order_id: UUID) -> CheckInOut:
    """The wizard as it stands."""
    order = await get_or_404(session, Order, order_id)
    return CheckInOut.of(order, await get_or_404(session, CheckIn, order_id, what="check-in"))


async def do_step(session: AsyncSession, who: Principal, order_id: UUID, step: Step, body: StepIn) -> CheckInOut:
    """Do the next step of the wizard; none may be left out (M-43).

    Raises:
        StepLeftOut, StepDone: not its turn.
        CheckInArrears: the package balance is open and nobody overrode it (FIN-03, A-01).
        StepIncomplete, DepositMismatch: what the step needs is missing or wrong.
    """
    order = await get_or_404(session, Order, order_id, lock=True)
    row = await get_or_404(session, CheckIn, order_id, what="check-in", lock=True)
    ORDER.after(order.state, OrderAction.CHECK_IN)
    check_step(step, row.steps)
    details: dict[str, Any] = {}
    if step in (Step.BALANCE, Step.HAND_OVER):
        _require_paid(order)
    if step == Step.NUMBER:
        details["customer_number"] = await _give_number(session, order)
    elif step in OBJECTS:
        details = await _lent(session, order, OBJECTS[step], body)
    elif step == Step.HAND_OVER:
        details = await _hand_over(session, body)
    row.do(step, who.staff_id, clock.now(), **details)
    if step == Step.HAND_OVER:
        order.check_in()
        publish(session, _checked_in(order, row), version=order.version)
    return CheckInOut.of(order, row)


def _require_paid(order: Order) -> None:
    if order.package_rest > 0 and order.arrears_override_by is None:
        owed = order.money(order.package_rest)
        raise CheckInArrears(amount=str(owed), balance=owed.model_dump())


async def _give_number(session: AsyncSession, order: Order) -> str:
    """客户编号 per branch, letter and year (SCH-12, A-06)."""
    if order.customer_number is None:
        branch = await get_branch(session, order.branch_id)
        year = branch.today().year
        letter = session.info["service"].extras["letters"][order.category]
        sequence = await next_number(session, order.branch_id, f"N-{letter}", str(year))
        order.customer_number = customer_number(letter, year, sequence)
        order.edited()
    return order.customer_number


async def _lent(session: AsyncSession, order: Order, kind: DepositObject, body: StepIn) -> dict[str, Any]:
    """A locker or make-up box against its deposit, or the reason why not (REC-20)."""
    if body.deposit_id is None:
        if body.declined_reason is None:
            raise StepIncomplete(needed="deposit_id or declined_reason")
        return {"declined_reason": body.declined_reason}
    deposit = await get_or_404(session, Deposit, body.deposit_id)
    if (deposit.order_id, deposit.object, deposit.state) != (order.id, kind, DepositState.TAKEN):
        raise DepositMismatch
    return {"deposit_id": str(deposit.id), "object_number": deposit.object_number, "deposit_number": deposit.number}


async def _hand_over(session: AsyncSession, body: StepIn) -> dict[str, Any]:
    if body.to_staff_id is None:
        raise StepIncomplete(needed="to_staff_id")
    await require_staff(session, [body.to_staff_id])
    return {"to_staff_id": body.to_staff_id}


def _checked_in(order: Order, row: CheckIn) -> CustomerCheckedIn:
    return CustomerCheckedIn(
        branch_id=order.branch_id,
        order_id=order.id,
        customer_number=order.customer_number or "",
        owner_id=order.owner_id,
        booking_id=row.booking_id,
        arrears_allowed=order.package_rest > 0,
    )


async def override_arrears(session: AsyncSession, who: Principal, order_id: UUID, reason: str) -> OrderOut:
    """A manager lets the shoot and the selection happen with the package balance open (A-01, FIN-04)."""
    order = await get_or_404(session, Order, order_id, lock=True)
    if order.state in (OrderState.CANCELLED, OrderState.CLOSED):
        raise Conflict(reason=Both("the order has ended", "订单已结束"))
    order.arrears_override_by, order.arrears_override_reason = who.staff_id, reason
    order.edited()
    granted = OverrideGranted(branch_id=order.branch_id, order_id=order.id, granted_by=who.staff_id)
    publish(session, granted, version=order.version)
    return OrderOut.of(order)


async def record_shoot_visit(
    session: AsyncSession, who: Principal, order_id: UUID, body: ShootVisitIn
) -> ShootVisitOut:
    """探班: the owner's regular visit, or a manager's sample (REC-19).

    Raises:
        Conflict: the customer is not here for the shoot.
    """
    order = await get_or_404(session, Order, order_id)
    if order.state not in (OrderState.CHECKED_IN, OrderState.SHOT):
        raise Conflict(reason=Both("the customer is not here for the shoot", "顾客还没有到店拍摄"))
    if who.staff_id == order.owner_id:
        role = "OWNER"
    else:
        role = "SAMPLE" if who.roles & {"store_manager", "reception_manager"} else "OTHER"
    row = ShootVisit(
        id=new_id(),
        branch_id=order.branch_id,
        order_id=order.id,
        visitor_id=who.staff_id,
        visitor_role=role,
        at=clock.now(),
        **body.model_dump(),
    )
    session.add(row)
    return ShootVisitOut.of(row)
