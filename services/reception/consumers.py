"""What reception listens to."""

from __future__ import annotations

from collections.abc import Sequence

from services.reception.service import cash_backs, check_in, duties, facts, referrals, work_orders
from shared.contracts.customer_service import CashBackEarned, ContactDone, ReferralCodeIssued, VisitAnswered
from shared.contracts.pickup import HandoverCompleted
from shared.contracts.post_production import HandoverBookAccepted, SelectionConfirmed
from shared.contracts.scheduling import BookingCancelled, BookingMade, BookingMoved, LeaveApproved, ShootCompleted
from shared.kit.db import AsyncSession
from shared.kit.reference import keep_references
from shared.kit.subscriptions import Subscriptions

subscriptions = Subscriptions("reception")

keep_references(subscriptions)


@subscriptions.on(SelectionConfirmed)
async def extend_the_order(event: SelectionConfirmed, session: AsyncSession) -> None:
    """The second sale is owed."""
    await facts.extend_order(session, event)


@subscriptions.on(BookingMade, BookingMoved, BookingCancelled)
async def expect_the_customer(event: BookingMade | BookingMoved | BookingCancelled, session: AsyncSession) -> None:
    """The check-in is for the day the shoot is booked for."""
    await check_in.note_shoot_booking(session, event)


@subscriptions.on(ShootCompleted)
async def book_performance(event: ShootCompleted, session: AsyncSession) -> None:
    """Photographer and make-up artist earned it."""
    await facts.note_shoot(session, event)


@subscriptions.on(HandoverCompleted)
async def close_the_order(event: HandoverCompleted, session: AsyncSession) -> None:
    """Everything was picked up."""
    await facts.close_order(session, event)


@subscriptions.on(ContactDone)
async def note_the_contact(event: ContactDone, session: AsyncSession) -> None:
    """Somebody spoke to the customer."""
    await facts.note_contact(session, event)


@subscriptions.on(VisitAnswered)
async def note_the_visit(event: VisitAnswered, session: AsyncSession) -> None:
    """Customer service asked how an extra service was (M-29)."""
    await work_orders.note_visit(session, event)


@subscriptions.on_runs_of(ReferralCodeIssued)
async def know_the_codes(events: Sequence[ReferralCodeIssued], session: AsyncSession) -> None:
    """Customers can recommend us by them."""
    await referrals.note_codes(session, events)


@subscriptions.on(CashBackEarned)
async def owe_the_referrer(event: CashBackEarned, session: AsyncSession) -> None:
    """A referrer's money waits at the desk."""
    await cash_backs.note_cash_back(session, event)


@subscriptions.on(HandoverBookAccepted)
async def note_design(event: HandoverBookAccepted, session: AsyncSession) -> None:
    """Design works on it."""
    await facts.note_design_accepted(session, event)


@subscriptions.on(LeaveApproved)
async def note_the_proxy(event: LeaveApproved, session: AsyncSession) -> None:
    """Somebody stands in, and takes over turns on duty (REC-10)."""
    await facts.note_leave(session, event)
    await duties.cover(session, event)
